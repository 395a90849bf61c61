import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { packAll, root, run } from './tarballs.ts'

/** `npx` and the checks print their complaints on stdout; a failure without them is no help. */
const complaint = (error: { stdout?: string; stderr?: string }): string => `${error.stdout ?? ''}\n${error.stderr ?? ''}`

describe('every tarball', () => {
  let tarballs: string[] = []
  beforeAll(async () => {
    tarballs = await packAll()
  })

  it('satisfies publint and are-the-types-wrong', async () => {
    expect(tarballs).toHaveLength(9)
    const bin = (name: string): string => join(root, 'node_modules/.bin', name)
    for (const tarball of tarballs) {
      await run(bin('publint'), ['--strict', tarball]).catch((error) => expect.unreachable(`${tarball}: ${complaint(error)}`))
      await run(bin('attw'), [tarball, '--profile', 'esm-only']).catch((error) =>
        expect.unreachable(`${tarball}: ${complaint(error)}`),
      )
    }
  })
})
