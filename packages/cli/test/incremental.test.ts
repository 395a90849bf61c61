import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { understudy } from './command.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

const files = (number: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: number }, (_, index) => [`src/file-${index}.js`, `export const value${index} = ${index}\n`.repeat(20)]),
  )
const ARGS = ['review', '.', ...TARGETS, '--format', 'json', '--quiet', '--concurrency', '16']

describe('an unchanged folder', { timeout: 60_000 }, () => {
  it('of 500 files is answered without a request, in under 2 s', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith(files(500))
    const options = { cwd: folder.path, env: stageEnv(stage) }
    expect((await understudy(ARGS, options)).code).toBe(0)
    expect(stage.asked(PRIMARY)).toBe(500)

    const began = performance.now()
    const second = await understudy(ARGS, options)
    const seconds = (performance.now() - began) / 1000
    expect(second.code).toBe(0)
    expect((JSON.parse(second.stdout) as Report).coverage.files).toHaveLength(500)
    expect(stage.asked(PRIMARY)).toBe(500)
    expect(seconds).toBeLessThan(2)
  })

  it('is reviewed again by the next model once the first is out of use, and with --no-cache', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith(files(5))
    const options = { cwd: folder.path, env: stageEnv(stage) }
    await inProcess(ARGS, options)
    await inProcess([...ARGS, '--no-cache'], options)
    expect(stage.asked(PRIMARY)).toBe(10)
    await inProcess(['withdraw', `anthropic/${PRIMARY}`, '--reason', 'x', ...TARGETS], options)
    expect((await inProcess(ARGS, options)).code).toBe(0)
    expect([stage.asked(PRIMARY), stage.asked(SECOND)]).toEqual([10, 5])
  })
})
