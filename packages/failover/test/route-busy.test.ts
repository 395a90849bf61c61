import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createRoute, EVENT_CHANNEL, type RouteEvent, type RouteOptions } from '@understudy/failover'
import { hasCode } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { after, CALL, fails, hang, reply, vendor } from './support/vendor.ts'

function world(targets: RouteOptions['targets'], options: Partial<RouteOptions> = {}) {
  const runtime = virtualRuntime()
  const events: RouteEvent[] = []
  const route = createRoute({ targets, runtime, ...options })
  route.subscribe((event) => events.push(event))
  const run = () => route.run(CALL)
  const crowd = (count: number) => Promise.all(Array.from({ length: count }, run))
  return { runtime, events, route, run, crowd }
}

const slow = (id: string, ms: number, change = {}) =>
  vendor(
    id,
    after(ms, () => reply(id)),
    {},
    change,
  )

describe('capacity', () => {
  it('overflows to the next target while the first is full, and comes back in order of priority', async () => {
    const [first, second] = [slow('a/one', 5_000), slow('b/two', 5_000)]
    const { runtime, run, crowd } = world([{ adapter: first, capacity: { concurrency: 2, firstCallMs: 0 } }, second], {
      capacity: { firstCallMs: 0 },
    })
    const results = await runtime.until(crowd(5))
    expect(results.map(({ target }) => target).toSorted()).toEqual(['a/one', 'a/one', 'b/two', 'b/two', 'b/two'])
    expect((await runtime.until(run())).target).toBe('a/one')
  })

  it('lets callers wait when every target is full, in turns, and refuses one more than may wait', async () => {
    const only = slow('a/one', 1_000)
    const { runtime, route } = world([only], { capacity: { concurrency: 1, waiting: 3, firstCallMs: 0 } })
    const order: string[] = []
    const call = (caller: string) => route.run(CALL, { caller }).then(() => order.push(caller))
    const all = [call('x'), call('x'), call('x'), call('y')]
    const refused = await call('z').catch((error: unknown) => error)
    expect(hasCode(refused, 'overloaded-locally')).toBe(true)
    await runtime.until(Promise.all(all))
    expect(order).toEqual(['x', 'x', 'y', 'x'])
    expect(only.asked).toBe(4)
  })

  it('waits for a throttled target only when no other can serve and the deadline allows it', async () => {
    const limited = vendor('a/one', fails('a/one', 'rate-limited', 'Later.', { retryAfterMs: 20_000 }))
    const { runtime, route, run } = world([limited])
    const waited = run()
    await runtime.advance(19_999)
    expect(limited.asked).toBe(1)
    limited.behave = () => reply('one')
    expect((await runtime.until(waited)).target).toBe('a/one')
    expect(runtime.now()).toBeGreaterThanOrEqual(20_000)
    limited.behave = fails('a/one', 'rate-limited', 'Later.', { retryAfterMs: 200_000 })
    const error = await runtime.until(route.run(CALL, { deadlineMs: 60_000 })).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted') && error.retryAfterMs).toBe(200_000)
  })
})

describe('a vendor that hangs', () => {
  it('costs five callers at most: canned calls find out when it is back, and nobody waits for them', async () => {
    const canned = { probe: 0, answers: false }
    const probe = async (): Promise<void> => {
      canned.probe++
      if (!canned.answers) await new Promise<never>(() => {})
    }
    const [first, second] = [slow('a/one', 1_000, { probe }), slow('b/two', 1_000)]
    const { runtime, run } = world([first, second])
    for (let n = 0; n < 30; n++) await runtime.until(run())
    first.behave = hang
    const slowCalls: number[] = []
    const timed = async (): Promise<void> => {
      const at = runtime.now()
      await run()
      if (runtime.now() - at > 2_000) slowCalls.push(at)
    }
    for (let n = 0; n < 300; n++) {
      void timed()
      await runtime.advance(1_000)
    }
    await runtime.advance(200_000)
    expect(slowCalls).toHaveLength(5)
    expect(canned.probe).toBeGreaterThan(1)
    first.behave = () => reply('one')
    canned.answers = true
    await runtime.advance(300_000)
    void run()
    await runtime.advance(2_000)
    expect((await runtime.until(run())).target).toBe('a/one')
  })
})

describe('when every target is open', () => {
  it('tries the first one by force once a second, never a barred one, and says when to come back', async () => {
    const down = (id: string) => vendor(id, fails(id, 'provider-error', 'Down.'))
    const [barred, first, second] = [down('a/zero'), down('b/one'), down('c/two')]
    const { runtime, route, run } = world([barred, first, second])
    route.withdraw('a/zero', { reason: 'an order' })
    route.openCircuit('b/one')
    route.openCircuit('c/two')
    const outcome = () => runtime.until(run()).catch((thrown: unknown) => thrown)
    await Promise.all([outcome(), outcome(), outcome()])
    expect([barred.asked, first.asked, second.asked]).toEqual([0, 1, 0])
    const error = await outcome()
    expect(hasCode(error, 'route-exhausted') && error.retryAfterMs).toBeGreaterThan(1_000)
    first.behave = () => reply('one')
    await runtime.advance(1_000)
    expect(await outcome()).toMatchObject({ target: 'b/one' })
  })
})

describe('hedging', () => {
  const hedged = (residency: string) => {
    const [first, second] = [
      slow('a/one', 1_000),
      vendor(
        'b/two',
        after(500, () => reply('two')),
        { residency },
      ),
    ]
    return { first, second, ...world([first, second], { hedging: { minimumAnswers: 10, budget: 1 } }) }
  }

  it('asks a second target after the usual time, takes the first answer, and ends and counts the other', async () => {
    const { first, second, runtime, run } = hedged('global')
    for (let n = 0; n < 20; n++) await runtime.until(run())
    expect(second.asked).toBe(0)
    let aborted = false
    first.behave = (context) => {
      context.signal.addEventListener('abort', () => (aborted = true))
      return new Promise(() => {})
    }
    const began = runtime.now()
    const result = await runtime.until(run())
    expect(result.target).toBe('b/two')
    expect(runtime.now() - began).toBe(1_500)
    expect(aborted).toBe(true)
    expect(result.attempts.map(({ target, outcome }) => [target, outcome])).toEqual([
      ['a/one', 'cancelled'],
      ['b/two', 'served'],
    ])
  })

  it('never leaves the residency class, and is off unless it was turned on', async () => {
    const { first, second, runtime, run, route } = hedged('eu')
    for (let n = 0; n < 20; n++) await runtime.until(run())
    first.behave = after(9_000, () => reply('one'))
    expect((await runtime.until(run())).target).toBe('a/one')
    expect(second.asked).toBe(0)
    expect(route.status()[1]?.inFlight).toBe(0)
  })
})

describe('ends', () => {
  it('cancels within the same turn, and leaves neither timer nor listener', async () => {
    const { runtime, route } = world([vendor('a/one', hang)])
    const abort = new AbortController()
    const running = route.run(CALL, { signal: abort.signal }).catch((error: unknown) => error)
    await runtime.advance(5_000)
    abort.abort(new Error('enough'))
    const error = await running
    expect(hasCode(error, 'cancelled') && (error.cause as Error).message).toBe('enough')
    expect(runtime.pending()).toEqual([])
    await runtime.until(route.close())
  })

  it('lets calls end for 25 s when closed, then ends them, waiting ones too', async () => {
    const { runtime, route, crowd } = world([vendor('a/one', hang)], { capacity: { concurrency: 1, firstCallMs: 0 } })
    const codes = Promise.all([crowd(1), crowd(1)].map((all) => all.catch((error: { code: string }) => error.code)))
    await runtime.advance(1)
    const closing = route.close()
    expect(route.close()).toBe(closing)
    await runtime.until(closing)
    expect(runtime.now()).toBe(25_001)
    expect(await codes).toEqual(['closed', 'closed'])
  })

  it('tells every event on the diagnostics channel as well', async () => {
    const heard: string[] = []
    const listen = (event: unknown): void => void heard.push((event as RouteEvent).type)
    subscribe(EVENT_CHANNEL, listen)
    const { runtime, run, events } = world([vendor('a/one')])
    await runtime.until(run())
    unsubscribe(EVENT_CHANNEL, listen)
    expect(heard).toEqual(events.map(({ type }) => type))
    expect(heard).toEqual(['execution-started', 'attempt-started', 'attempt-succeeded', 'execution-succeeded'])
  })
})
