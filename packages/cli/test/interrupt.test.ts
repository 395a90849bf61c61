import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { understudy } from './command.ts'
import { folderWith } from './folder.ts'
import { listenForInterrupt } from '../src/shell/interrupt.ts'
import { openStage, PRIMARY, stageEnv } from './stage.ts'

const FILES = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`file-${index}.js`, `export const a = ${index}\n`]))
const ARGS = ['review', '.', '--targets', `anthropic/${PRIMARY}`, '--concurrency', '1', '--format', 'json']

describe('Ctrl-C', { timeout: 30_000 }, () => {
  it('ends with what is done and marks the rest; --resume reviews only the rest', async () => {
    await using stage = await openStage({ clean: true, latencyMs: 150 })
    using folder = folderWith(FILES)
    const env = stageEnv(stage)
    const interruptAfter = stage.subscribe(() => {
      if (stage.asked(PRIMARY) === 3) child?.kill('SIGINT')
    })
    let child: { kill(signal: 'SIGINT'): boolean } | undefined
    const run = await understudy(ARGS, { cwd: folder.path, env, onStart: (started) => void (child = started) })
    interruptAfter()
    const report = JSON.parse(run.stdout) as Report
    const reviewed = report.coverage.files.filter(({ disposition }) => disposition === 'reviewed')
    expect(run.code).toBe(4)
    expect(run.stderr).toContain('Finishing with what is done')
    expect(report.status).toBe('partial')
    expect(reviewed.length).toBeGreaterThan(0)
    expect(reviewed.length).toBeLessThan(6)
    expect(report.coverage.files.find(({ disposition }) => disposition === 'failed')?.reason).toContain('cancelled')

    const before = stage.asked(PRIMARY)
    const resumed = await understudy([...ARGS, '--resume'], { cwd: folder.path, env })
    expect(resumed.code).toBe(0)
    expect((JSON.parse(resumed.stdout) as Report).status).toBe('complete')
    expect(stage.asked(PRIMARY) - before).toBe(6 - reviewed.length)
  })

  it('once before anything is done proves nothing', async () => {
    await using stage = await openStage({ clean: true, latencyMs: 60_000 })
    using folder = folderWith(FILES)
    const run = await understudy(ARGS, {
      cwd: folder.path,
      env: stageEnv(stage),
      // The first heartbeat of progress means that the review is under way.
      onStderr: (text, child) => void (text.includes('0/6') && child.kill('SIGINT')),
    })
    expect(run.code).toBe(4)
    expect((JSON.parse(run.stdout) as Report).status).toBe('failed')
  })

  it('twice ends at once', () => {
    const world = { press: (): void => {}, exits: [] as number[], said: '' }
    const shell = {
      onInterrupt: (listener: () => void) => {
        world.press = listener
        return () => void (world.press = () => {})
      },
      exitNow: (code: number) => void world.exits.push(code) as never,
      stderr: { write: (text: string) => void (world.said += text), isTerminal: false, columns: 80 },
    }
    const interrupt = listenForInterrupt(shell)
    world.press()
    expect([interrupt.signal.aborted, world.exits]).toEqual([true, []])
    expect(world.said).toContain('again to end at once')
    world.press()
    expect(world.exits).toEqual([130])
    interrupt[Symbol.dispose]()
    world.press()
    expect(world.exits).toEqual([130])
  })
})
