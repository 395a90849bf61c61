import {
  costUsd,
  indexPrices,
  LIST_PRICES,
  mostUsd,
  priceOf,
  type PriceTable,
  type Reservation,
  SpendingCap,
} from '@understudy/failover'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const index = indexPrices([LIST_PRICES])

describe('prices', () => {
  it('are found by id, whatever date stands at its end', () => {
    expect(priceOf(index, 'anthropic/claude-opus-4-8')).toMatchObject({ input: 5, output: 25 })
    expect(priceOf(index, 'openai/gpt-5.5-2026-04-23')).toBe(priceOf(index, 'openai/gpt-5.5'))
    expect(priceOf(index, 'anthropic/claude-haiku-4-5-20251001')).not.toBe(null)
    expect(priceOf(index, 'floor/ast-grep')).toBe(null)
  })

  it('are outweighed by those of a later table', () => {
    const own: PriceTable = { asOf: '2026-11-01', prices: [{ model: 'openai/gpt-5.5', input: 1, output: 2 }] }
    expect(priceOf(indexPrices([LIST_PRICES, own]), 'openai/gpt-5.5')).toBe(own.prices[0])
  })

  it('count cached input for less, and reasoning as output', () => {
    const price = { model: 'a/b', input: 10, cached: 1, output: 100 }
    const usage = { inputTotal: 3_000_000, inputCached: 1_000_000, outputVisible: 10_000, reasoning: 20_000 }
    expect(costUsd(price, usage)).toBeCloseTo(20 + 1 + 3, 10)
    expect(costUsd({ model: 'a/b', input: 10, output: 100 }, usage)).toBeCloseTo(33, 10)
    expect(costUsd(price, { ...usage, inputCached: 9_000_000 })).toBeCloseTo(3 + 3, 10)
  })

  it('have a most that no real usage of the call passes, for text of at least 2.5 characters a token', () => {
    const price = { model: 'a/b', input: 3, output: 15 }
    expect(mostUsd(price, { system: 's'.repeat(500), input: 'i'.repeat(2_000), maxOutputTokens: 4_000 })).toBeCloseTo(
      (1_000 * 3 + 4_000 * 15) / 1e6,
      12,
    )
  })

  it('are checked, with the path of what is wrong', () => {
    const table = (change: object) => () =>
      indexPrices([{ asOf: '2026-11-01', prices: [{ model: 'a/b', input: 1, output: 1, ...change }] }])
    expect(table({ input: -1 })).toThrow('prices[0].prices[0].input must be')
    expect(table({ outputs: 1 })).toThrow('did you mean output?')
    expect(() => indexPrices([{ asOf: 'today', prices: [] }])).toThrow('prices[0].asOf')
  })
})

describe('SpendingCap', () => {
  it('is never passed by calls side by side that cost at most what was set aside', () => {
    const reached = { refused: 0, settled: 0, exhausted: 0 }
    const step = fc.record({
      open: fc.boolean(),
      usd: fc.constantFrom(0, 10, 20, 50),
      part: fc.constantFrom(0, 0.3, 1),
      twice: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
        const cap = new SpendingCap(100)
        const open: Reservation[] = []
        for (const { open: begins, usd, part, twice } of steps) {
          const reservation = begins ? cap.reserve(usd) : null
          if (reservation) open.push(reservation)
          else if (begins) reached.refused++
          const ended = begins ? undefined : open.shift()
          if (ended) {
            cap.settle(ended, ended.usd * part)
            if (twice) cap.settle(ended, ended.usd)
            reached.settled++
          }
          expect(cap.spentUsd).toBeLessThanOrEqual(100)
          expect(cap.leftUsd).toBeGreaterThanOrEqual(0)
          if (cap.leftUsd < 1) reached.exhausted++
        }
      }),
      { numRuns: 300 },
    )
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(20)
  })

  it('lets nothing more through once it is spent, not even a call whose price is unknown', () => {
    const cap = new SpendingCap(1)
    const all = cap.reserve(1)
    expect(cap.reserve(0)).not.toBe(null)
    if (all) cap.settle(all, 1)
    expect(cap.reserve(0)).toBe(null)
    expect(() => new SpendingCap(0)).toThrow('spendingCapUsd')
  })
})
