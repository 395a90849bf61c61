import { type Bar, memoryStore, scopeKey, scopeKeysOf } from '@understudy/failover'
import { type AttemptContext, type ModelAdapter, ModelFailure, type ModelListing } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { firstProbe } from '../src/bar/probe-schedule.ts'
import { Prober, type ProberOptions, type ProbeTarget } from '../src/reinstatement/prober.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Answer = 'ok' | 'withdrawn' | 'timeout' | 'hang' | 'slow'

/** Targets whose answers a test changes, on one store and clock. */
function world(credentials: readonly string[], options: Partial<ProberOptions<ProbeTarget>> = {}) {
  const runtime = virtualRuntime()
  const store = memoryStore()
  const answers = new Map<string, Answer>()
  const probes: { credential: string; at: number }[] = []
  const told: string[] = []
  const targets = credentials.map((credential): ProbeTarget => {
    const id = `v/fable@${credential}`
    const channel = { vendor: 'v', endpoint: 'https://v', credential }
    const adapter: ModelAdapter = {
      contract: 1,
      id,
      model: 'fable',
      channel,
      limits: { contextTokens: 1, maxOutputTokens: 1, structuredOutput: true, streaming: true },
      invoke: () => Promise.reject(new Error('user code in a probe')),
      async probe(context: AttemptContext) {
        probes.push({ credential, at: runtime.now() })
        const answer = answers.get(credential) ?? 'withdrawn'
        if (answer === 'hang') return new Promise<void>(() => context.signal.aborted)
        if (answer === 'slow') await runtime.sleep(1_000)
        if (answer !== 'ok') throw new ModelFailure(id, answer === 'slow' ? 'withdrawn' : answer, 'No.')
      },
    }
    return { id, model: 'fable', channel, adapter, barKeys: scopeKeysOf({ channel, model: 'fable' }) }
  })
  const start = () =>
    new Prober({
      store,
      targets,
      runtime,
      onProbe: (target, effect) => told.push(`${target.channel.credential} ${effect.is}: ${effect.why}`),
      ...options,
    })
  const bar = (index = 0, change: Partial<Bar> = {}): string => {
    const target = targets[index]
    if (!target) throw new Error('no such target')
    const key = change.key ?? scopeKey('target', target)
    const own: Bar = {
      key,
      by: 'verdict',
      reason: 'withdrawn',
      sentence: 'Gone.',
      since: runtime.wallTime(),
      seenBy: key,
      probes: firstProbe(runtime.wallTime()),
    }
    store.changeBar(key, change.by ?? 'verdict', () => ({ ...own, ...change }))
    return key
  }
  const holding = () =>
    store
      .bars()
      .filter(({ liftedAt }) => liftedAt === undefined)
      .map(({ key }) => key)
  return { runtime, store, answers, probes, told, targets, start, bar, holding }
}

describe('Prober', () => {
  it('asks ever more rarely while a model is gone for 18 days, and lifts the bar after three spaced good answers', async () => {
    const { runtime, answers, probes, told, start, bar, holding } = world(['a'])
    bar()
    const prober = start()
    prober.wake()
    await runtime.advance(18 * DAY)
    // 15 min, 30, 60, 120, 240, then every 6 h.
    expect(probes.length).toBeLessThan(5 + (18 * 24) / 6 + 1)
    expect(probes.length).toBeGreaterThan(60)
    expect(holding()).toHaveLength(1)
    answers.set('a', 'ok')
    const before = probes.length
    await runtime.advance(7 * HOUR)
    expect(told.slice(before)).toEqual([
      'a stands: good probe 1 of 3',
      'a stands: good probe 2 of 3',
      'a lifted: 3 good probes in a row',
    ])
    const good = probes.slice(before).map(({ at }) => at)
    expect(good.slice(1).map((at, index) => at - (good[index] ?? 0))).toEqual([15 * MINUTE, 15 * MINUTE])
    expect(holding()).toEqual([])
    await runtime.advance(3 * DAY)
    expect(probes).toHaveLength(before + 3)
    expect(runtime.pending()).toEqual([])
    await prober.close()
  })

  it('begins to count anew after a bad answer, and is not disturbed by one that proves nothing', async () => {
    const { runtime, answers, told, start, bar } = world(['a'])
    bar()
    start().wake()
    const play = async (answer: Answer) => {
      answers.set('a', answer)
      const before = told.length
      while (told.length === before) await runtime.advance(MINUTE)
    }
    for (const answer of ['ok', 'ok', 'withdrawn', 'ok', 'timeout', 'ok', 'ok'] as const) await play(answer)
    expect(told).toEqual([
      'a stands: good probe 1 of 3',
      'a stands: good probe 2 of 3',
      'a stands: still withdrawn',
      'a stands: good probe 1 of 3',
      'a stands: the probe proved nothing: timeout',
      'a stands: good probe 2 of 3',
      'a lifted: 3 good probes in a row',
    ])
  })

  it('refutes a false alarm at the first look, and confirms a true one', async () => {
    const { runtime, answers, told, start, bar, holding, store } = world(['a', 'b'])
    const soon = { provisional: true, probes: { ...firstProbe(runtime.wallTime()), nextProbeAt: runtime.wallTime() + 10_000 } }
    bar(0, soon)
    const confirmed = bar(1, soon)
    answers.set('a', 'ok')
    start().wake()
    await runtime.advance(MINUTE)
    expect(told).toEqual(['a refuted: it answered a canned call: a false alarm', 'b stands: a second look confirmed it'])
    expect(holding()).toEqual([confirmed])
    expect(store.bars().find(({ key }) => key === confirmed)?.provisional).toBe(undefined)
  })

  it('asks the list too, and believes it about a retirement', async () => {
    const { runtime, answers, targets, start, bar, store } = world(['a'])
    answers.set('a', 'ok')
    const listing: ModelListing = { known: true, lifecycle: 'retired', retiresAt: '2026-06-01' }
    Object.assign(targets[0]?.adapter ?? {}, { describe: async () => listing })
    bar(0, { provisional: true, probes: { ...firstProbe(runtime.wallTime()), nextProbeAt: runtime.wallTime() } })
    start().wake()
    await runtime.advance(MINUTE)
    expect(store.bars()).toMatchObject([{ reason: 'retired', evidence: { listing: 'retired' } }])
  })

  it('lets each credential recover by itself under a bar on the model, and ends that bar when two did', async () => {
    const { runtime, answers, start, bar, holding, targets, store } = world(['a', 'b', 'c'])
    const [a, b] = [bar(0), bar(1)]
    const wide = bar(0, { key: scopeKey('model', targets[0] ?? never()), probes: undefined as never })
    const prober = start()
    prober.wake()
    // The third never failed: only the wide bar keeps it out, so it gets one of its own and is looked at once.
    const c = scopeKey('target', targets[2] ?? never())
    expect(holding()).toContain(c)
    answers.set('c', 'ok')
    await runtime.advance(MINUTE)
    expect(holding().toSorted()).toEqual([a, b, wide].toSorted())
    expect(store.bars().find(({ key }) => key === wide)?.recovered).toEqual([c])
    answers.set('a', 'ok')
    await runtime.advance(12 * HOUR)
    expect(holding()).toEqual([b])
  })

  it('sends each probe once when several processes watch the same store', async () => {
    // Slow ones, so that a process decides on what it read before another one's claim.
    const { runtime, answers, probes, start, bar } = world(['a', 'b', 'c'])
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      bar(index)
      answers.set(name, 'slow')
    }
    for (let process = 0; process < 4; process++) start().wake()
    await runtime.advance(3 * HOUR)
    for (const name of ['a', 'b', 'c'])
      expect(probes.filter(({ credential }) => credential === name).map(({ at }) => Math.round(at / MINUTE))).toEqual([
        15, 45, 105,
      ])
  })

  it('leaves alone what an operator or a notice barred, and what policy does not permit', async () => {
    for (const [change, options] of [
      [{ by: 'operator' }, {}],
      [{ by: 'notice' }, {}],
      [{}, { permitted: () => false }],
    ] as const) {
      const { runtime, probes, start, bar } = world(['a'], options)
      bar(0, change)
      if ('by' in change) bar()
      start().wake()
      await runtime.advance(DAY)
      expect(probes).toEqual([])
    }
  })

  it('keeps to its budget, however many bars there are', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `k${index}`)
    const { runtime, probes, start, bar } = world(names, { perHour: 5 })
    for (const index of names.keys()) bar(index)
    start().wake()
    await runtime.advance(4 * HOUR)
    for (const { at } of probes)
      expect(probes.filter((other) => other.at > at - HOUR && other.at <= at).length).toBeLessThanOrEqual(5)
    expect(probes.length).toBeGreaterThanOrEqual(15)
  })

  it('does not take a jump of the wall clock for time that passed', async () => {
    const { runtime, answers, probes, start, bar } = world(['a'])
    bar()
    answers.set('a', 'ok')
    const prober = start()
    prober.wake()
    for (let minute = 0; minute < 44; minute++) {
      runtime.jumpWallClock(20 * MINUTE)
      prober.wake()
      await runtime.advance(MINUTE)
    }
    const times = probes.map(({ at }) => at)
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE)
  })

  it('cuts off an adapter that hangs, and learns nothing from it', async () => {
    const { runtime, answers, told, start, bar, holding } = world(['a'])
    answers.set('a', 'hang')
    bar()
    start().wake()
    await runtime.advance(16 * MINUTE)
    expect(told).toEqual(['a stands: the probe proved nothing: timeout'])
    expect(holding()).toHaveLength(1)
  })

  it('stops at once when closed, in the middle of a probe', async () => {
    const { runtime, answers, told, start, bar } = world(['a'])
    answers.set('a', 'hang')
    bar()
    const prober = start()
    prober.wake()
    await runtime.advance(15 * MINUTE + 5_000)
    await prober.close()
    expect(told).toEqual([])
    expect(runtime.pending()).toEqual([])
  })
})

function never(): never {
  throw new Error('no such target')
}
