import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'

describe('virtualRuntime', () => {
  it('fires timers in order of time, then of arming', async () => {
    const world = virtualRuntime()
    const fired: string[] = []
    world.after(20, () => fired.push('late'))
    world.after(10, () => fired.push('first'))
    world.after(10, () => fired.push('second'))
    await world.advance(10)
    expect(fired).toEqual(['first', 'second'])
    await world.advance(10)
    expect(fired).toEqual(['first', 'second', 'late'])
    expect(world.now()).toBe(20)
  })

  it('cancels a timer, and a sleeping caller by its signal', async () => {
    const world = virtualRuntime()
    const stop = new AbortController()
    world.after(5, () => expect.unreachable('a cancelled timer fired'))()
    const sleeping = world.sleep(1000, stop.signal)
    stop.abort(new Error('enough'))
    await expect(sleeping).rejects.toThrow('enough')
    expect(world.pending()).toEqual([])
  })

  it('advances until a promise settles, and says when nothing could settle it', async () => {
    const world = virtualRuntime()
    expect(await world.until(world.sleep(3_600_000).then(() => 'an hour later'))).toBe('an hour later')
    expect(world.now()).toBe(3_600_000)
    await expect(world.until(new Promise(() => {}))).rejects.toThrow('not a timer')
  })

  it('keeps the monotonic clock apart from the wall clock', () => {
    const world = virtualRuntime({ startsAt: 1000 })
    world.jumpWallClock(-3_600_000)
    expect(world.now()).toBe(0)
    expect(world.wallTime()).toBe(1000 - 3_600_000)
  })

  it('is the same world for the same seed, and has no network', async () => {
    const draws = (seed: number): number[] => Array.from({ length: 5 }, virtualRuntime({ seed }).random)
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
    await expect(virtualRuntime().fetch('http://127.0.0.1')).rejects.toThrow('no network')
  })

  it('keeps files, and fails writes when told to', async () => {
    const { files } = virtualRuntime()
    const log = await files.openAppend('a.log')
    await log.append('one\n')
    files.failWrites('ENOSPC')
    await expect(log.append('two\n')).rejects.toMatchObject({ code: 'ENOSPC' })
    files.failWrites(null)
    await log.append('three\n')
    expect(await files.readText('a.log')).toBe('one\nthree\n')
    expect(await files.stat('nowhere')).toBeNull()
  })

  it('lets a chain of promises of any length end before time moves', async () => {
    const runtime = virtualRuntime()
    const cancel = runtime.after(1_000, () => {})
    const chain = async (): Promise<number> => {
      for (let turn = 0; turn < 5_000; turn++) await Promise.resolve()
      return runtime.now()
    }
    expect(await runtime.until(chain())).toBe(0)
    cancel()
  })
})
