import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { applies } from '../../scripts/faults/cell.ts'
import { CLIENTS } from '../../scripts/faults/clients.ts'
import { catalogue } from '../../scripts/faults/page.ts'
import { FAULT_NAMES } from '@understudy/outage'

const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')

test('docs/faults.md has the catalogue of today; if not, run `npm run faults`', () => {
  expect(page).toContain(catalogue())
})

test.each(CLIENTS.map((client) => [client.name, client] as const))(
  'and a measured square for every fault: %s',
  (name, client) => {
    const section = page.split(`## ${name}\n`)[1]?.split('\n## ')[0] ?? ''
    const missing = FAULT_NAMES.filter((fault) => {
      const [, sdkWhole, oursWhole, sdkStream, oursStream] =
        section
          .split('\n')
          .find((line) => line.startsWith(`| \`${fault}\` |`))
          ?.split(' | ') ?? []
      const squares = [
        applies({ fault, client, stream: false }) ? [sdkWhole, oursWhole] : [],
        applies({ fault, client, stream: true }) ? [sdkStream, oursStream] : [],
      ].flat()
      return squares.some((square) => square === undefined || square.startsWith('–'))
    })
    expect(missing).toEqual([])
  },
)
