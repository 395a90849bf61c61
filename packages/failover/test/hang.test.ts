import { createRoute, memoryStore, type RouteOptions } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { after, type Behaviour, CALL, hang, reply, type ScriptedVendor, vendor } from './support/vendor.ts'

const USUAL_MS = 2_000
const answers = (ms: number): Behaviour => after(ms, () => reply('one'))
/** As a vendor's own times vary: 0.7 to 1.3 times the usual. */
const varied =
  (usualMs: number): Behaviour =>
  (context, call) =>
    answers(usualMs * (0.7 + 0.6 * context.runtime.random()))(context, call)

interface Ended {
  readonly beganAt: number
  readonly ms: number
  readonly target: string
  readonly attempts: number
}

function world(targets: RouteOptions['targets'], options: Partial<RouteOptions> = {}) {
  const runtime = virtualRuntime({ seed: 5 })
  const route = createRoute({ targets, runtime, ...options })
  const ended: Ended[] = []
  const call = async (): Promise<void> => {
    const beganAt = runtime.now()
    const result = await route.run(CALL)
    ended.push({ beganAt, ms: runtime.now() - beganAt, target: result.target, attempts: result.attempts.length })
  }
  /** So many answers make what is usual for the target known. */
  const learn = async (count = 40): Promise<void> => {
    for (let n = 0; n < count; n++) await runtime.until(call())
    ended.length = 0
  }
  const burst = (count: number): void => {
    for (let n = 0; n < count; n++) void call()
  }
  return { runtime, route, ended, call, learn, burst }
}

const pair = (): { first: ScriptedVendor; second: ScriptedVendor } => ({
  first: vendor('a/one', varied(USUAL_MS)),
  second: vendor('b/two', varied(3_000)),
})

/** Every call that was there when the time of an attempt passed. */
const waitedItOut = (ended: readonly Ended[]): number => ended.filter(({ ms }) => ms > 30_000).length

describe('a known target that begins to hang', () => {
  it('lets five of fifty calls in flight wait out their time; the rest are served elsewhere within seconds', async () => {
    const { first, second } = pair()
    const { runtime, route, ended, learn, burst } = world([first, second])
    await learn()
    first.behave = hang
    burst(50)
    await runtime.advance(400_000)
    expect(ended).toHaveLength(50)
    expect(waitedItOut(ended)).toBe(5)
    const moved = ended.filter(({ ms }) => ms <= 30_000)
    // Three times its upper quartile until it is known, a second for the first call to the next one, and that one's own time.
    expect(Math.max(...moved.map(({ ms }) => ms))).toBeLessThan(3 * 1.3 * USUAL_MS + 1_000 + 3_900)
    expect(moved.every(({ target, attempts }) => target === 'b/two' && attempts === 2)).toBe(true)
    expect(route.status()[0]?.circuit).not.toBe('closed')
    expect(runtime.pending()).toEqual([])
  })

  it('counts the calls that were moved on for nothing: five timeouts open the circuit, not forty-five', async () => {
    const { first, second } = pair()
    const { runtime, route, learn, burst } = world([first, second])
    await learn()
    const opened: string[] = []
    route.subscribe((event) => event.type === 'circuit-opened' && opened.push(event.why))
    const kinds: string[] = []
    route.subscribe((event) => event.type === 'attempt-failed' && kinds.push(event.sentence))
    first.behave = hang
    burst(50)
    await runtime.advance(60_000)
    expect(kinds.filter((sentence) => sentence.includes('was moved on'))).toHaveLength(45)
    expect(opened).toEqual([])
    await runtime.advance(100_000)
    expect(opened).toHaveLength(1)
  })

  it('does the same for calls that arrive in quick succession', async () => {
    const { first, second } = pair()
    const { runtime, ended, learn, call } = world([first, second])
    await learn()
    first.behave = hang
    for (let n = 0; n < 300; n++) {
      void call()
      await runtime.advance(100)
    }
    await runtime.advance(400_000)
    expect(ended).toHaveLength(300)
    expect(waitedItOut(ended)).toBeLessThanOrEqual(5)
  })

  it('does so in a new process, too, which remembers through the store what was usual', async () => {
    const { first, second } = pair()
    const store = memoryStore()
    const before = world([first, second], { store })
    await before.learn()
    await before.runtime.until(before.route.close())
    first.behave = hang
    const { runtime, ended, burst } = world([first, second], { store })
    burst(50)
    await runtime.advance(400_000)
    expect(ended).toHaveLength(50)
    expect(waitedItOut(ended)).toBe(5)
  })

  it('moves those on that are in flight when the circuit opens, also where nothing usual is known', async () => {
    const [first, second] = [vendor('a/one', hang), vendor('b/two', varied(3_000))]
    const { runtime, route, ended, call } = world([first, second], { attemptMs: 40_000 })
    const timedOut: string[] = []
    route.subscribe((event) => event.type === 'attempt-failed' && timedOut.push(event.sentence))
    for (let n = 0; n < 30; n++) {
      void call()
      await runtime.advance(1_000)
    }
    await runtime.advance(200_000)
    expect(ended).toHaveLength(30)
    expect(timedOut.filter((sentence) => sentence.includes('did not answer within'))).toHaveLength(5)
    expect(timedOut.filter((sentence) => sentence.includes('was moved on'))).toHaveLength(25)
  })
})

describe('a target of which nothing is known', () => {
  const streams = { ...CALL, stream: true }
  const burstOf = async (first: Behaviour, count: number) => {
    const runtime = virtualRuntime()
    const route = createRoute({ targets: [vendor('a/one', first), vendor('b/two', answers(3_000))], runtime, attemptMs: 40_000 })
    const ended: { ms: number; target: string }[] = []
    for (let n = 0; n < count; n++) void route.run(streams).then(({ target }) => ended.push({ ms: runtime.now(), target }))
    await runtime.advance(300_000)
    return ended
  }

  it('is sent five streams until the first shows life; when none does, the others go elsewhere after ten seconds', async () => {
    const ended = await burstOf(hang, 50)
    expect(ended).toHaveLength(50)
    expect(ended.filter(({ ms }) => ms > 20_000)).toHaveLength(5)
    expect(ended.every(({ target }) => target === 'b/two')).toBe(true)
  })

  it('is not waited for by a call that has too little time for that', async () => {
    const runtime = virtualRuntime()
    const route = createRoute({ targets: [vendor('a/one', hang), vendor('b/two', answers(500))], runtime })
    for (let n = 0; n < 5; n++) void route.run(streams)
    await runtime.advance(2_000)
    const hurried = await runtime.until(route.run(streams, { deadlineMs: 6_000 }))
    expect([hurried.target, runtime.now()]).toEqual(['b/two', 2_500])
    await runtime.advance(300_000)
  })

  it('is sent all of them as soon as the first shows life', async () => {
    const ended = await burstOf(async (context, call) => {
      await context.runtime.sleep(1_500, context.signal)
      context.onProgress?.({ mark: 'headers', status: 200 })
      return answers(20_000)(context, call)
    }, 50)
    expect(ended).toHaveLength(50)
    expect(ended.every(({ target }) => target === 'a/one')).toBe(true)
    expect(Math.max(...ended.map(({ ms }) => ms))).toBeLessThan(23_500)
  })
})

describe('a target that is slow but answers', () => {
  const slow = async (behave: Behaviour, count = 50): Promise<readonly string[]> => {
    const { first, second } = pair()
    const { runtime, ended, learn, burst } = world([first, second])
    await learn()
    first.behave = behave
    burst(count)
    await runtime.advance(400_000)
    return ended.map(({ target, attempts }) => `${target} at attempt ${attempts}`)
  }
  const stayed = (count = 50): readonly string[] => Array.from({ length: count }, () => 'a/one at attempt 1')

  it('is waited for by all when every answer takes three times as long as usual', async () => {
    expect(await slow(varied(3 * USUAL_MS))).toEqual(stayed())
    expect(await slow(varied(3 * USUAL_MS), 7)).toEqual(stayed(7))
  })

  it('is waited for when it serves a few at a time, and the last come late', async () => {
    let busyUntil = 0
    expect(
      await slow((context, call) => {
        const now = context.runtime.now()
        busyUntil = Math.max(busyUntil, now) + 1_000
        return answers(busyUntil - now + USUAL_MS)(context, call)
      }),
    ).toEqual(stayed())
  })

  it('is waited for once it gave a sign of life, however long the answer takes', async () => {
    expect(
      await slow(async (context, call) => {
        await context.runtime.sleep(500, context.signal)
        context.onProgress?.({ mark: 'headers', status: 200 })
        return answers(90_000)(context, call)
      }),
    ).toEqual(stayed())
  })

  it('is waited for while one call in ten answers now and then, however overdue the others are', async () => {
    let asked = 0
    const ended = await slow((context, call) => answers(asked++ % 10 === 0 ? asked * 500 : 25_000)(context, call))
    expect(ended).toEqual(stayed())
  })
})

describe('calls that have nowhere else to go', () => {
  const lonely = async (others: RouteOptions['targets']): Promise<readonly Ended[]> => {
    const first = vendor('a/one', varied(USUAL_MS))
    const { runtime, ended, learn, burst } = world([first, ...others])
    await learn()
    first.behave = answers(60_000)
    burst(20)
    await runtime.advance(400_000)
    return ended
  }

  it('wait on: with one model, and with nothing but the floor behind it', async () => {
    const floor = vendor('floor/local', undefined, {}, { degraded: true })
    for (const others of [[], [floor]]) {
      const ended = await lonely(others)
      expect(ended.map(({ target, ms }) => [target, ms])).toEqual(Array.from({ length: 20 }, () => ['a/one', 60_000]))
    }
  })
})
