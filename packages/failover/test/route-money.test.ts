import { memoryJournal, SpendingCap } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { fails, reply, vendor } from './support/vendor.ts'

describe('money', () => {
  const prices = [{ asOf: '2026-11-01', prices: [{ model: 'a/one', input: 10, output: 100 }] }]

  it('is written beside every attempt whose price is known, failed ones too', async () => {
    const journal = memoryJournal()
    const first = vendor(
      'a/one',
      fails('a/one', 'malformed', 'Bad.', { usage: { inputTotal: 100_000, inputCached: 0, outputVisible: 0, reasoning: 0 } }),
    )
    const { run } = world({ targets: [first, vendor('b/two')], prices, journal })
    const { attempts } = await run()
    expect(attempts.map(({ target, costUsd }) => [target, costUsd])).toEqual([
      ['a/one', 1],
      ['b/two', undefined],
    ])
    expect(journal.entries()).toContainEqual(
      expect.objectContaining({ type: 'attempt', attempt: expect.objectContaining({ costUsd: 1 }) }),
    )
  })

  it('is never more than the cap, and what it stops goes to a target that is free', async () => {
    const first = vendor('a/one', () =>
      reply('one', { usage: { inputTotal: 100, inputCached: 0, outputVisible: 900, reasoning: 0 } }),
    )
    const { run, told } = world({ targets: [first, vendor('b/two')], prices, spendingCapUsd: 0.35 })
    const targets: string[] = []
    for (let call = 0; call < 5; call++) targets.push((await run()).target)
    expect(targets).toEqual(['a/one', 'a/one', 'a/one', 'b/two', 'b/two'])
    expect(told('target-skipped')).toContainEqual(expect.objectContaining({ target: 'a/one', code: 'spending' }))
    expect(first.asked * 0.091).toBeLessThanOrEqual(0.35)
  })
})

describe('one cap for several routes', () => {
  it('is shared, whoever spends first', async () => {
    const cap = new SpendingCap(0.2)
    const dear = () => reply('one', { usage: { inputTotal: 0, inputCached: 0, outputVisible: 1_500, reasoning: 0 } })
    const prices = [{ asOf: '2026-11-01', prices: [{ model: 'a/one', input: 10, output: 100 }] }]
    const [one, two] = [1, 2].map(() => world({ targets: [vendor('a/one', dear), vendor('b/two')], prices, spendingCapUsd: cap }))
    expect((await one?.run())?.target).toBe('a/one')
    expect((await two?.run())?.target).toBe('b/two')
    expect(cap.spentUsd).toBeCloseTo(0.15, 10)
  })
})
