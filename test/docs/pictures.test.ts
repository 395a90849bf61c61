import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withdrawalPicture } from '../../scripts/pictures/run.ts'

test('docs/images/timeline.svg is of today’s demo; if not, run `npm run pictures`', async () => {
  const picture = readFileSync(new URL('../../docs/images/timeline.svg', import.meta.url), 'utf8')
  expect(await withdrawalPicture()).toBe(picture)
})
