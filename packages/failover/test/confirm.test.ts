import { describe, expect, it } from 'vitest'
import type { Bar } from '../src/bar/bar.ts'
import { confirm, type ConfirmingLook } from '../src/verdict/confirm.ts'
import { type Retirement, type RetirementMemo, retirementOf, tellRetirement } from '../src/verdict/retirement.ts'

const bar: Bar = { key: 'k', by: 'verdict', reason: 'withdrawn', sentence: 'Gone.', since: 1, provisional: true }

const ok = { ok: true } as const
const failed = (kind: 'withdrawn' | 'not-permitted' | 'timeout' | 'rate-limited' | 'auth') => ({ ok: false, kind }) as const

describe('confirm', () => {
  it.each<[string, ConfirmingLook, string]>([
    ['nothing could be asked', {}, 'unclear'],
    ['listed, and no canned call', { listing: { known: true, lifecycle: 'active' } }, 'unclear'],
    ['listed, and the canned call fails the same way', { listing: { known: true }, probe: failed('not-permitted') }, 'confirmed'],
    ['not listed', { listing: { known: false } }, 'confirmed'],
    ['not listed, and yet it answers', { listing: { known: false }, probe: ok }, 'refuted'],
    ['listed, and it answers', { listing: { known: true }, probe: ok }, 'refuted'],
    ['it answers', { probe: ok }, 'refuted'],
    [
      'the list says retired',
      { listing: { known: true, lifecycle: 'retired', retiresAt: '2026-06-01' }, probe: ok },
      'confirmed',
    ],
    ['the canned call fails in another way', { probe: failed('timeout') }, 'unclear'],
    ['the vendor throttles', { listing: { known: true }, probe: failed('rate-limited') }, 'unclear'],
    ['the key is bad', { probe: failed('auth') }, 'unclear'],
  ])('%s: %j is %s', (_, look, is) => {
    expect(confirm(bar, look).is).toBe(is)
  })

  it('keeps the evidence, and the reason that the list gives', () => {
    const gone = confirm(bar, { listing: { known: true, lifecycle: 'retired', retiresAt: '2026-06-01' } })
    expect(gone).toMatchObject({ is: 'confirmed', bar: { reason: 'retired', evidence: { listing: 'retired' } } })
    expect(gone.is === 'confirmed' && gone.bar.sentence).toContain('2026-06-01')
    expect(gone.is === 'confirmed' && 'provisional' in gone.bar).toBe(false)
  })
})

const DAY = 86_400_000
const END = Date.parse('2026-11-30')

describe('tellRetirement', () => {
  it('reads what vendors publish', () => {
    expect(retirementOf({ stage: 'legacy', message: 'soon' })).toEqual({ stage: 'legacy' })
    expect(retirementOf({ known: true, lifecycle: 'active' })).toBe(null)
    expect(retirementOf({ known: true })).toBe(null)
    expect(retirementOf({ known: true, retiresAt: '2026-11-30' })).toEqual({ stage: 'deprecated', retiresAt: '2026-11-30' })
    expect(retirementOf({ known: true, lifecycle: 'retired', retiresAt: 'soon' })).toEqual({ stage: 'retired' })
  })

  it('tells each step of the countdown once, however often it is asked', () => {
    const now: Retirement = { stage: 'deprecated', retiresAt: '2026-11-30' }
    let memo: RetirementMemo | null = null
    const told: (number | undefined)[] = []
    for (let day = 120; day >= -2; day--)
      for (let look = 0; look < 3; look++) {
        const next = tellRetirement(memo, now, END - day * DAY)
        memo = next.memo
        if (next.news) told.push(next.news.daysLeft)
      }
    expect(told).toEqual([120, 90, 60, 30, 14, 7, 3, 1, 0])
  })

  it('tells a new date and a later stage, and not the same from a source that knows less', () => {
    const tell = (before: RetirementMemo | null, now: Retirement) => tellRetirement(before, now, END - 100 * DAY)
    const first = tell(null, { stage: 'deprecated' })
    expect(first.news).toEqual({ stage: 'deprecated' })
    const dated = tell(first.memo, { stage: 'deprecated', retiresAt: '2026-11-30' })
    expect(dated.news).toMatchObject({ daysLeft: 100 })
    expect(tell(dated.memo, { stage: 'legacy' }).news).toBe(null)
    expect(tell(dated.memo, { stage: 'deprecated', retiresAt: '2026-10-30' }).news).toMatchObject({ daysLeft: 69 })
    expect(tell(dated.memo, { stage: 'retired' }).news).toMatchObject({ stage: 'retired', retiresAt: '2026-11-30' })
  })
})
