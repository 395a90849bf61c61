import { memoryStore, type Policy } from '@understudy/failover'
import { ModelFailure } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { knownAgreement } from '../src/shadow/known-agreement.ts'
import type { ReviewEvent } from '../src/reviewer/events.ts'
import { answer, fakeTarget, honest, type Script } from './support/fake-target.ts'
import { everySecond, shadowed } from './support/shadowed.ts'
import { files, withdrawn, world } from './support/world.ts'

describe('a shadow run', () => {
  it('compares a standby with the model that served, and changes nothing of the report', async () => {
    const { two, reviewer, heard, review, settle } = shadowed(honest(), everySecond)
    const report = await review(4)
    await settle()
    expect(report.status).toBe('complete')
    expect(new Set(report.findings.map(({ provenance }) => provenance.servedModel))).toEqual(new Set(['one']))
    expect(report.attempts).toHaveLength(4)
    expect(two.calls).toHaveLength(4)
    expect(heard).toHaveLength(4)
    expect(heard[1]).toMatchObject({ type: 'shadow-compared', primary: 'one', standby: 'two', files: 1, both: 0, onlyPrimary: 1 })
    expect(await reviewer.shadows()).toMatchObject([
      {
        task: 'review.files',
        language: 'typescript',
        primary: 'one',
        standby: 'two',
        agreement: { f1: { known: false, reason: 'insufficient data', n: 4, needed: 10 } },
        verdict: 'unknown',
      },
    ])
  })

  it('gives figures with their n and interval once there is enough, and over processes', async () => {
    const store = memoryStore()
    for (let process = 0; process < 3; process++) {
      const { review, settle } = shadowed(honest(), everySecond, { store })
      await review(10)
      await settle()
    }
    const { reviewer } = shadowed(honest(), everySecond, { store })
    const [known] = await reviewer.shadows()
    expect(known?.agreement).toMatchObject({
      recall: { known: true, value: 0.5, n: 30, interval: { level: 0.95 } },
      precision: { known: true, value: 1 },
    })
    expect(known?.reason).toContain('how far the baseline agrees with itself is not known')
  })

  it('is never waited for', async () => {
    const { runtime, reviewer } = shadowed(honest(), async (call, context) => {
      await context.runtime.sleep(100_000, context.signal)
      return answer(call, [])
    })
    const begun = runtime.now()
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect([report.status, runtime.now() - begun]).toEqual(['complete', 0])
    // Closing gives what is under way its grace, and no more.
    await runtime.until(reviewer.close())
    expect(runtime.now() - begun).toBeLessThanOrEqual(25_000)
  })

  it('ends with a review that is cancelled, so that an interrupted program need not wait', async () => {
    const { runtime, reviewer, two } = shadowed(honest(), async (call, context) => {
      await context.runtime.sleep(100_000, context.signal)
      return answer(call, [])
    })
    const interrupt = new AbortController()
    await runtime.until(reviewer.review({ files: files(1) }, { signal: interrupt.signal }))
    await runtime.advance(1_000)
    expect(two.calls).toHaveLength(1)
    const begun = runtime.now()
    interrupt.abort()
    await runtime.until(reviewer.close())
    expect(runtime.now() - begun).toBe(0)
  })

  it.each([
    ['is withdrawn', withdrawn],
    [
      'refuses',
      (): never => {
        throw new ModelFailure('b/two', 'refused', 'No.')
      },
    ],
    [
      'breaks in a way nobody foresaw',
      (): never => {
        throw new TypeError('x is not a function')
      },
    ],
    ['answers nonsense', () => 'Sure! Here you go.'],
  ])('of a standby that %s fails no review', async (_, broken) => {
    const { heard, review, settle, reviewer } = shadowed(honest(), broken)
    const report = await review(2)
    await settle()
    expect(report.status).toBe('complete')
    expect(report.findings).toHaveLength(2)
    expect(heard.length).toBeGreaterThan(0)
    expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['shadow-failed']))
    expect(await reviewer.shadows()).toEqual([])
  })

  it('is a sample, drawn by the runtime', async () => {
    const { two, review, settle } = shadowed(honest(), honest(), { shadow: { share: 0.25, concurrency: 100 } })
    for (let round = 0; round < 10; round++) {
      await review(20)
      await settle()
    }
    expect(two.calls.length).toBeGreaterThan(30)
    expect(two.calls.length).toBeLessThan(70)
    const none = shadowed(honest(), honest(), { shadow: { share: 0 } })
    await none.review(20)
    await none.settle()
    expect(none.two.calls).toEqual([])
  })

  it('leaves out what comes while enough are under way', async () => {
    const slow: Script = async (call, context) => {
      await context.runtime.sleep(1_000, context.signal)
      return answer(call, [])
    }
    const { two, review, runtime } = shadowed(honest(), slow, { shadow: { share: 1, concurrency: 2 } })
    await review(10)
    await runtime.advance(10_000)
    expect(two.calls).toHaveLength(2)
  })

  it('shows no code to a model that the policy keeps from it', async () => {
    const policy: Policy = { rules: [{ id: 'only-a', effect: 'allow', vendors: ['a'] }], otherwise: 'deny' }
    const { two, review, settle } = shadowed(honest(), honest(), { policy })
    expect((await review(3)).status).toBe('complete')
    await settle()
    expect(two.calls).toEqual([])
  })

  it('spends only what it may, and nothing of what reviews may spend', async () => {
    const prices = [
      {
        asOf: '2026-01-01',
        prices: [
          { model: 'a/one', input: 1, output: 1 },
          { model: 'b/two', input: 1_000, output: 1_000 },
        ],
      },
    ]
    const { one, two, review, settle } = shadowed(honest(), honest(), {
      prices,
      spendingCapUsd: 100,
      shadow: { share: 1, concurrency: 100, spendingCapUsd: 20 },
    })
    const report = await review(30)
    await settle()
    expect(report.status).toBe('complete')
    expect(one.calls).toHaveLength(30)
    expect(two.calls.length).toBeLessThan(30)
  })

  it('must have money of its own where reviews have a cap', () => {
    expect(() => world([fakeTarget('a/one')], { spendingCapUsd: 5, shadow: { share: 0.1 } })).toThrow(
      'shadow.spendingCapUsd must be given where spendingCapUsd is',
    )
    expect(() => world([fakeTarget('a/one')], { shadow: { share: 2 } })).toThrow('shadow.share must be a number from 0 to 1')
  })

  it('never takes the floor for a standby, and does without one', async () => {
    const floor = fakeTarget('floor/test', honest(), { degraded: true })
    const { runtime, reviewer } = world([fakeTarget('a/one'), floor], { shadow: { share: 1 } })
    await runtime.until(reviewer.review({ files: files(3) }))
    await runtime.advance(100)
    expect(floor.calls).toEqual([])
  })

  it('is not needed where a second opinion is asked for anyway, and learns from that', async () => {
    const { runtime, reviewer, two, heard, settle } = shadowed(honest(), everySecond)
    await runtime.until(reviewer.review({ files: files(4) }, { opinions: 2 }))
    await settle()
    expect(two.calls).toHaveLength(4)
    expect(heard.map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => 'shadow-compared'))
    expect(await reviewer.shadows()).toMatchObject([{ primary: 'one', standby: 'two', agreement: { f1: { n: 4 } } }])
  })

  it('watches the standby, too', async () => {
    const events: ReviewEvent[] = []
    const refuse = (): never => {
      throw new ModelFailure('b/two', 'refused', 'No.')
    }
    const { reviewer, review, settle } = shadowed(honest(), refuse, { watchDrift: true })
    reviewer.subscribe((event) => event.type === 'drift-suspected' && void events.push(event))
    for (let round = 0; round < 4; round++) {
      await review(1)
      await settle()
    }
    expect(events).toMatchObject([{ servedModel: 'two', test: 'refusals', language: 'typescript' }])
  })
})

describe('what is known of two targets', () => {
  it('is their F1, once enough files were compared', async () => {
    const store = memoryStore()
    const [one, two] = ['a/one', 'b/two'].map((id) => ({ id, model: id.slice(2) })) as [
      { id: string; model: string },
      { id: string; model: string },
    ]
    const { review, settle } = shadowed(honest(), everySecond, { store })
    await review(6)
    await settle()
    expect((await knownAgreement(store))(one, two)).toBeUndefined()
    await review(10)
    await settle()
    const known = await knownAgreement(store)
    expect(known(one, two)).toBeCloseTo(2 / 3, 1)
    expect(known(two, one)).toBeUndefined()
  })
})

describe('while a model returns', () => {
  it('its results are compared with the substitute’s, however small the usual sample', async () => {
    const one = { ...fakeTarget('a/one', withdrawn), probe: () => Promise.resolve() }
    const { runtime, reviewer } = world([one, fakeTarget('b/two')], {
      shadow: { share: 0, concurrency: 100 },
    })
    const compared: ReviewEvent[] = []
    reviewer.subscribe((event) => event.type === 'shadow-compared' && void compared.push(event))
    await runtime.until(reviewer.review({ files: files(1) }))
    const share = (): number | undefined => reviewer.status()[0]?.returnShare
    for (let minute = 0; share() === undefined && minute < 600; minute++) await runtime.advance(60_000)
    expect(share()).toBeLessThan(1)
    one.script = honest()
    const report = await runtime.until(reviewer.review({ files: files(60) }))
    for (let turn = 0; turn < 50; turn++) await runtime.advance(1)
    const served = report.coverage.files.filter(({ target }) => target === 'a/one').length
    expect(served).toBeGreaterThan(0)
    expect(served).toBeLessThan(60)
    expect(compared).toHaveLength(served)
    expect(compared[0]).toMatchObject({ primary: 'one', standby: 'two', both: 1 })
  })
})
