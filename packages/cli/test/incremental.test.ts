import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

const files = (number: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: number }, (_, index) => [`src/file-${index}.js`, `export const value${index} = ${index}\n`.repeat(20)]),
  )
const ARGS = ['review', '.', ...TARGETS, '--format', 'json', '--quiet', '--concurrency', '16']

describe('an unchanged folder', { timeout: 60_000 }, () => {
  it('of 500 files is answered without a request, in under 2 s of processor time', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith(files(500))
    const options = { cwd: folder.path, env: stageEnv(stage) }
    expect((await inProcess(ARGS, options)).code).toBe(0)
    expect(stage.asked(PRIMARY)).toBe(500)

    // Time of the processor, so that the figure does not depend on who else is busy on this machine.
    const before = process.cpuUsage()
    const second = await inProcess(ARGS, options)
    const { user, system } = process.cpuUsage(before)
    expect(second.code).toBe(0)
    expect((JSON.parse(second.stdout) as Report).coverage.files).toHaveLength(500)
    expect(stage.asked(PRIMARY)).toBe(500)
    expect((user + system) / 1e6).toBeLessThan(2)
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
