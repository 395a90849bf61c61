import type { Bar } from '../bar/bar.ts'
import type { BarIndex } from '../bar/barred.ts'

/** How traffic comes back to a target whose bar was lifted by probes. */
export interface ReturnRules {
  /** Share of calls in the first step. @default 0.1 */
  readonly firstShare: number
  /** Length of a step, after which the share doubles, in milliseconds. @default 120_000 */
  readonly stepMs: number
}

/** The steps that hold where none are given: a tenth of the calls, doubled every two minutes. */
export const RETURN_RULES: ReturnRules = Object.freeze({ firstShare: 0.1, stepMs: 120_000 })

/** The share of calls, 0 to 1, that a target lifted at `liftedAt` may have at `wallTime` (both epoch milliseconds). */
export function returnShare(liftedAt: number, wallTime: number, { firstShare, stepMs }: ReturnRules = RETURN_RULES): number {
  // A wall clock that was set back gives the first share, never less.
  const steps = Math.floor(Math.max(0, wallTime - liftedAt) / stepMs)
  return Math.min(1, firstShare * 2 ** Math.min(steps, 60))
}

/** The share of a target under all its lifted bars: the smallest. A refuted false alarm costs no share. */
export function shareOf(index: BarIndex, keys: readonly string[], wallTime: number, rules: ReturnRules = RETURN_RULES): number {
  if (index.size === 0) return 1
  let share = 1
  for (const key of keys)
    for (const { liftedAt, provisional } of index.get(key) ?? [])
      if (liftedAt !== undefined && !provisional) share = Math.min(share, returnShare(liftedAt, wallTime, rules))
  return share
}

/**
 * The order of one execution while some targets are returning: one whose turn it is not goes behind the healthy ones, but is
 * never left out, since it may be the only one that is up.
 */
export function orderReturning<T>(order: readonly T[], share: (target: T) => number, random: () => number): readonly T[] {
  const behind = order.filter((target) => {
    const part = share(target)
    return part < 1 && random() >= part
  })
  if (behind.length === 0) return order
  return [...order.filter((target) => !behind.includes(target)), ...behind]
}

/** True once nothing depends on the bar any more. */
export function isOver(bar: Bar, wallTime: number, keepMs = 86_400_000): boolean {
  const ended = bar.liftedAt ?? bar.until
  return ended !== undefined && wallTime - ended > keepMs
}
