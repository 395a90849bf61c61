import {
  afterBadProbe,
  afterGoodProbe,
  type Bar,
  barOn,
  barsOn,
  claimProbe,
  firstProbe,
  indexBars,
  mayLift,
  PROBE_RULES,
  probeDue,
  scopeKey,
  scopeKeysOf,
} from '@understudy/failover'
import { FAILURE_RULES, FAILURE_KINDS, type Channel, ModelFailure } from '@understudy/spec'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barForVerdict } from '../src/bar/bar-for-verdict.ts'
import { orderReturning, returnShare } from '../src/reinstatement/return-share.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const target = (vendor: string, region: string, credential: string, model: string) => ({
  channel: { vendor, endpoint: `https://${vendor}`, region, credential } satisfies Channel,
  model,
})
const one = target('anthropic', 'us', 'k1', 'fable')

describe('scope keys', () => {
  it.each([
    ['target', target('anthropic', 'us', 'k1', 'fable'), true],
    ['target', target('anthropic', 'eu', 'k1', 'fable'), false],
    ['credential-model', target('anthropic', 'eu', 'k1', 'fable'), true],
    ['credential-model', target('anthropic', 'us', 'k2', 'fable'), false],
    ['model', target('anthropic', 'eu', 'k2', 'fable'), true],
    ['model', target('reseller', 'us', 'k1', 'fable'), false],
    ['credential', target('anthropic', 'eu', 'k1', 'opus'), true],
    ['region', target('anthropic', 'us', 'k2', 'opus'), true],
    ['region', target('anthropic', 'eu', 'k1', 'fable'), false],
    ['vendor', target('anthropic', 'eu', 'k2', 'opus'), true],
  ] as const)('a bar on the %s covers %j: %s', (scope, other, covered) => {
    const bar: Bar = { key: scopeKey(scope, one), by: 'operator', scope: 'target', reason: 'r', sentence: 's', since: 0 }
    expect(barOn(indexBars([bar]), one, 1)).toBe(bar)
    expect(barOn(indexBars([bar]), other, 1)).toBe(covered ? bar : null)
  })

  it('are all different, and those of the first edition come behind', () => {
    const keys = scopeKeysOf(one)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.slice(6)).toEqual([
      'target|anthropic|us|k1|fable',
      'credential-model|anthropic|k1|fable',
      'credential|anthropic|k1',
      'region|anthropic|us',
    ])
  })

  it('tell endpoints apart: what a stand-in says bars nothing at the vendor', () => {
    const elsewhere = { ...one, channel: { ...one.channel, endpoint: 'http://127.0.0.1:4000' } }
    for (const scope of ['target', 'credential-model', 'credential', 'region'] as const) {
      const bar: Bar = { key: scopeKey(scope, elsewhere), by: 'verdict', reason: 'r', sentence: 's', since: 0 }
      expect([barOn(indexBars([bar]), elsewhere, 1), barOn(indexBars([bar]), one, 1)]).toEqual([bar, null])
    }
  })
})

describe('bars', () => {
  it('put the operator before a notice and a notice before a verdict', () => {
    const bars = (['verdict', 'notice', 'operator'] as const).map((by): Bar => ({
      key: scopeKey('target', one),
      by,
      reason: by,
      sentence: 's',
      since: 0,
    }))
    expect(barsOn(indexBars(bars), one, 1).map(({ by }) => by)).toEqual(['operator', 'notice', 'verdict'])
  })

  it('end when they say, when they are lifted, and for a channel that recovered', () => {
    const bar: Bar = { key: scopeKey('model', one), by: 'verdict', reason: 'r', sentence: 's', since: 0 }
    const holds = (change: Partial<Bar>, at = 10) => barOn(indexBars([{ ...bar, ...change }]), one, at) !== null
    expect([
      holds({ until: 11 }),
      holds({ until: 10 }),
      holds({ liftedAt: 99 }),
      holds({ recovered: [scopeKey('target', one)] }),
      holds({ recovered: ['other'] }),
    ]).toEqual([true, false, false, false, true])
  })

  it('are lifted by whoever made them, a verdict also by an operator', () => {
    const by = (source: Bar['by']) =>
      (['verdict', 'operator', 'notice'] as const).filter((who) =>
        mayLift({ key: 'k', by: source, reason: '', sentence: '', since: 0 }, who),
      )
    expect([by('verdict'), by('operator'), by('notice')]).toEqual([['verdict', 'operator'], ['operator'], ['notice']])
  })

  it('come of the kinds whose reaction is to bar, and of no other', () => {
    for (const kind of FAILURE_KINDS) {
      const bar = barForVerdict(new ModelFailure('a/b', kind, 'x').verdict, one, 'x', 5)
      expect([kind, bar !== null]).toEqual([kind, FAILURE_RULES[kind].reaction === 'bar'])
    }
  })
})

describe('the probe schedule', () => {
  it('waits 15 minutes, then twice as long each time, up to 6 hours', () => {
    let progress = firstProbe(0)
    const waits = [progress.nextProbeAt]
    for (let probe = 0; probe < 7; probe++) {
      const at = progress.nextProbeAt
      progress = afterBadProbe(progress, at)
      waits.push(progress.nextProbeAt - at)
    }
    expect(waits.map((wait) => wait / MINUTE)).toEqual([15, 30, 60, 120, 240, 360, 360, 360])
  })

  it('is not held up for ever by a wall clock that was set back', () => {
    const progress = firstProbe(1_000 * HOUR)
    expect(probeDue(progress, 999 * HOUR)).toBe(false)
    expect(probeDue(progress, 10 * HOUR)).toBe(true)
  })

  it('lifts after three good probes at least 15 minutes apart, and never before', () => {
    const reached = { lifted: 0, reset: 0, tooClose: 0, refusedClaim: 0 }
    const step = fc.record({
      good: fc.boolean(),
      wait: fc.oneof(fc.integer({ min: 0, max: 14 * MINUTE }), fc.integer({ min: 15 * MINUTE, max: 7 * HOUR })),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
        let progress = firstProbe(0)
        let now = 0
        let good: number[] = []
        for (const { good: ok, wait } of steps) {
          now += wait
          const claimed = claimProbe(progress, now)
          expect(claimed !== null).toBe(probeDue(progress, now))
          if (!claimed) {
            reached.refusedClaim++
            continue
          }
          expect(claimProbe(claimed, now)).toBe(null)
          if (!ok) {
            if (good.length > 0) reached.reset++
            good = []
            progress = afterBadProbe(claimed, now)
            continue
          }
          const last = good.at(-1)
          if (last === undefined || now - last >= PROBE_RULES.firstMs) good.push(now)
          else reached.tooClose++
          const after = afterGoodProbe(claimed, now)
          progress = after.progress
          expect(after.lifted).toBe(good.length >= 3)
          if (after.lifted) {
            reached.lifted++
            return
          }
        }
      }),
      { numRuns: 300 },
    )
    // A good probe claims the next one 15 minutes on, so a claimed one is never too close.
    expect(reached).toEqual({
      lifted: expect.any(Number),
      reset: expect.any(Number),
      tooClose: 0,
      refusedClaim: expect.any(Number),
    })
    for (const count of [reached.lifted, reached.reset, reached.refusedClaim]) expect(count).toBeGreaterThan(20)
  })

  it('does not count a good probe that came too soon after another', () => {
    const first = afterGoodProbe(firstProbe(0), 15 * MINUTE).progress
    const soon = afterGoodProbe(first, 20 * MINUTE)
    expect(soon).toMatchObject({ lifted: false, progress: { good: 1, lastGoodAt: 15 * MINUTE, nextProbeAt: 30 * MINUTE } })
  })
})

describe('traffic returns', () => {
  it('by a share that starts at a tenth, never falls, and ends whole', () => {
    expect(returnShare(0, 0)).toBe(0.1)
    fc.assert(
      fc.property(fc.nat(HOUR), fc.nat(HOUR), (a, b) => {
        const [early, late] = [returnShare(0, Math.min(a, b)), returnShare(0, Math.max(a, b))]
        expect(early).toBeLessThanOrEqual(late)
        expect(early).toBeGreaterThanOrEqual(0.1)
        expect(late).toBeLessThanOrEqual(1)
      }),
    )
    expect(returnShare(0, HOUR)).toBe(1)
  })

  it('without ever leaving a target out', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (shares, chances) => {
          let draw = 0
          const order = shares.map((_, index) => index)
          const given = orderReturning(
            order,
            (index) => shares[index] ?? 1,
            () => chances[draw++] ?? 0,
          )
          expect(given.toSorted((a, b) => a - b)).toEqual(order)
          seen.add(given.join() === order.join() ? 'kept' : 'moved')
        },
      ),
    )
    expect(seen).toEqual(new Set(['kept', 'moved']))
  })
})
