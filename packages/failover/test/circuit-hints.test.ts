import { createRoute, type HealthStore, memoryStore } from '@understudy/failover'
import { UnderstudyError } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { CALL, fails, reply, vendor } from './support/vendor.ts'

function world(store: HealthStore = memoryStore()) {
  const runtime = virtualRuntime()
  const down = vendor('a/one', fails('a/one', 'provider-error', 'Broken.'))
  const start = () => createRoute({ targets: [down, vendor('b/two')], store, runtime })
  return { runtime, store, down, start }
}

async function breakIt({ runtime, start }: ReturnType<typeof world>) {
  const route = start()
  for (let n = 0; n < 100 && route.status()[0]?.circuit !== 'open'; n++) {
    await runtime.until(route.run(CALL))
    // Once it is suspect, a single call finds out after each cooldown.
    await runtime.advance(1_000)
  }
  return route
}

describe('a process that starts while another found a target down', () => {
  it('does not pay for the failures again, asks after a short cooldown, and heals by itself', async () => {
    const given = world()
    await breakIt(given)
    const { down, runtime, start } = given
    const asked = down.asked
    const next = start()
    expect(next.status()[0]?.circuit).toBe('open')
    expect((await runtime.until(next.run(CALL))).target).toBe('b/two')
    expect(down.asked).toBe(asked)
    down.behave = () => reply('one')
    await runtime.advance(10_000)
    expect((await runtime.until(next.run(CALL))).target).toBe('a/one')
    // What it learned itself is what the one after it hears.
    expect(start().status()[0]?.circuit).toBe('closed')
  })

  it('does not pass on what it only believed: a chain of short processes asks again in time', async () => {
    const given = world()
    await breakIt(given)
    const { runtime, start } = given
    const states: (string | undefined)[] = []
    for (let process = 0; process < 12; process++) {
      states.push(start().status()[0]?.circuit)
      await runtime.advance(4_000)
    }
    expect(states[0]).toBe('open')
    expect(states.at(-1)).toBe('closed')
  })

  it('forgets an old hint, and one from a clock that was ahead', async () => {
    const given = world()
    await breakIt(given)
    const { runtime, start, store, down } = given
    runtime.jumpWallClock(-3_600_000)
    expect(start().status()[0]?.circuit).toBe('closed')
    runtime.jumpWallClock(7_200_000)
    expect(start().status()[0]?.circuit).toBe('closed')
    const key = start().status()[0]?.key ?? ''
    store.saveCircuitHint(key, { state: 'open', at: runtime.wallTime() - 700_000, retryAt: runtime.wallTime() + 900_000 })
    expect(start().status()[0]?.circuit).toBe('closed')
    expect(down.asked).toBeGreaterThan(0)
  })

  it('works without hints when the store cannot give any', async () => {
    const unusable = (): never => {
      throw new UnderstudyError('store-unusable', 'Full.')
    }
    const given = world({ ...memoryStore(), circuitHint: unusable, saveCircuitHint: unusable })
    const route = await breakIt(given)
    expect((await given.runtime.until(route.run(CALL))).target).toBe('b/two')
  })
})
