import type { ModelListing, ModelNotice } from '@understudy/spec'

/** What a vendor published about a model's end. */
export interface Retirement {
  readonly stage: 'legacy' | 'deprecated' | 'retired'
  /** ISO 8601 date. */
  readonly retiresAt?: string
}

/** What was said about it before, so that nobody is told the same twice. Plain data for a store's checkpoint. */
export interface RetirementMemo extends Retirement {
  /** The countdown step that was told last, in days. */
  readonly toldAtDays?: number
}

/** An announced retirement, told at the first sight and as its day comes nearer. */
export interface RetirementNews extends Retirement {
  /** Whole days from now, negative once past. Absent without a date. */
  readonly daysLeft?: number
}

/** A countdown tells at the first sight, and when so many days are left. */
const COUNTDOWN_DAYS = [90, 60, 30, 14, 7, 3, 1, 0] as const

const DAY_MS = 86_400_000

/** The retirement that a reply's notice or a vendor's list announces, or null. */
export function retirementOf(source: ModelNotice | ModelListing): Retirement | null {
  const stage = 'stage' in source ? source.stage : source.lifecycle
  const date =
    source.retiresAt !== undefined && !Number.isNaN(Date.parse(source.retiresAt)) ? { retiresAt: source.retiresAt } : {}
  if (stage === 'legacy' || stage === 'deprecated' || stage === 'retired') return { stage, ...date }
  // A date without a stage, as in a list's shutdown_date, is a deprecation all the same.
  return 'retiresAt' in date ? { stage: 'deprecated', ...date } : null
}

/**
 * Decides whether there is something new to tell: the first sight, another date or a later stage, or the next step of the
 * countdown. Gives the memo to keep either way.
 */
export function tellRetirement(
  before: RetirementMemo | null,
  now: Retirement,
  wallTime: number,
): { readonly memo: RetirementMemo; readonly news: RetirementNews | null } {
  // Two sources may speak in turn, one with less to say; what is known only grows.
  const known = { ...before, ...now, stage: later(before?.stage, now.stage) }
  const { retiresAt, stage } = known
  const news = retirementNow({ stage, ...(retiresAt !== undefined && { retiresAt }) }, wallTime)
  const { daysLeft } = news
  const step = daysLeft === undefined ? undefined : COUNTDOWN_DAYS.findLast((days) => daysLeft <= days)
  const changed = before?.stage !== stage || before.retiresAt !== retiresAt
  const counted = step !== undefined && (before?.toldAtDays === undefined || step < before.toldAtDays)
  if (before && !changed && !counted) return { memo: before, news: null }
  const memo: RetirementMemo = {
    stage,
    ...(retiresAt !== undefined && { retiresAt }),
    ...(step !== undefined && { toldAtDays: step }),
  }
  return { memo, news }
}

/** What is known about an end, at this moment (epoch milliseconds). */
export function retirementNow({ stage, retiresAt }: Retirement, wallTime: number): RetirementNews {
  if (retiresAt === undefined) return { stage }
  return { stage, retiresAt, daysLeft: Math.ceil((Date.parse(retiresAt) - wallTime) / DAY_MS) }
}

const STAGES = ['legacy', 'deprecated', 'retired'] as const

function later(before: Retirement['stage'] | undefined, now: Retirement['stage']): Retirement['stage'] {
  return before && STAGES.indexOf(before) > STAGES.indexOf(now) ? before : now
}
