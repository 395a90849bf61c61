import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExtraAttempts, retryBudgetSettings } from '../src/budget/extra-attempts.ts'
import { ForcedProbe } from '../src/budget/forced-probe.ts'
import { TokenBucket } from '../src/budget/token-bucket.ts'
import { weighRefusal } from '../src/circuit/refusals.ts'
import { HedgeBudget } from '../src/hedge/options.ts'
import { attemptDeadline } from '../src/route/deadline.ts'

describe('retry tokens', () => {
  it('allow 35 retries of a vendor that only fails, and one more after 4 successes', () => {
    const bucket = new TokenBucket()
    let retries = 0
    while (bucket.take('retry') !== null) retries++
    expect(retries).toBe(35)
    for (let n = 0; n < 4; n++) bucket.succeeded(null)
    expect(bucket.take('retry')).toBe(14)
  })

  it('never go below nothing or above the capacity', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('retry', 'throttle', 'success', 'repaid')), (moves) => {
        const bucket = new TokenBucket({ capacity: 40 })
        for (const move of moves) {
          if (move === 'success') bucket.succeeded(null)
          else if (move === 'repaid') bucket.succeeded(14)
          else bucket.take(move)
          expect(bucket.tokens).toBeGreaterThanOrEqual(0)
          expect(bucket.tokens).toBeLessThanOrEqual(40)
        }
      }),
    )
  })
})

describe('extra attempts', () => {
  it('are at most a fifth of the executions under way, and three when there are few', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('begin', 'end', 'take', 'release'), { maxLength: 300, size: 'max' }), (moves) => {
        const budget = new ExtraAttempts(retryBudgetSettings())
        let [executions, extra] = [0, 0]
        for (const move of moves) {
          if (move === 'begin') [executions] = [executions + 1, budget.executionBegan()]
          if (move === 'end' && executions > 0) [executions] = [executions - 1, budget.executionEnded()]
          if (move === 'release' && extra > 0) [extra] = [extra - 1, budget.release()]
          if (move !== 'take') continue
          const fits = extra < Math.max(3, Math.floor(0.2 * executions))
          expect(budget.tryTake()).toBe(fits)
          if (fits) extra++
        }
      }),
    )
  })
})

describe('hedges and forced probes', () => {
  it('are one in twenty executions, and one a second', () => {
    const hedges = new HedgeBudget(0.05)
    let taken = 0
    for (let n = 0; n < 400; n++) {
      hedges.executionBegan()
      if (hedges.tryTake()) taken++
    }
    expect(taken).toBe(20)
    const forced = new ForcedProbe()
    expect([0, 999, 1_000, 1_500, 2_000].map((now) => forced.tryTake(now))).toEqual([true, false, true, false, true])
  })
})

describe('refusals', () => {
  it('are taken for a habit after three in a row, and for chance after 21 clean answers', () => {
    const decide = (outcomes: readonly boolean[]): readonly (string | null)[] => {
      let evidence = 0
      return outcomes.map((refused) => {
        const step = weighRefusal(evidence, refused)
        evidence = step.evidence
        return step.decided
      })
    }
    expect(decide([true, true, true])).toEqual([null, null, 'refusing'])
    const clean = decide(Array.from({ length: 21 }, () => false))
    expect(clean.slice(0, 20).every((decided) => decided === null)).toBe(true)
    expect(clean[20]).toBe('normal')
    expect(decide([true, true, ...Array.from({ length: 8 }, () => false), true]).at(-1)).toBe('refusing')
  })
})

describe('the share of the deadline', () => {
  const time = fc.record({
    now: fc.nat(1_000_000),
    left: fc.nat(600_000),
    attemptMs: fc.integer({ min: 1, max: 300_000 }),
    another: fc.boolean(),
    nextTypicalMs: fc.option(fc.nat(200_000)),
  })

  it('never passes the deadline or the attempt limit, and leaves the next target at least a tenth', () => {
    fc.assert(
      fc.property(time, ({ now, left, attemptMs, another, nextTypicalMs }) => {
        const at = attemptDeadline({ now, deadline: now + left, attemptMs, another, nextTypicalMs })
        expect(at).toBeGreaterThanOrEqual(now)
        expect(at).toBeLessThanOrEqual(now + Math.min(left, attemptMs))
        if (another) expect(now + left - at).toBeGreaterThanOrEqual(left * 0.1 - 1e-6)
        if (another) expect(at - now).toBeGreaterThanOrEqual(Math.min(attemptMs, left * 0.5) - 1e-6)
      }),
    )
  })
})
