import type { ProbeProgress } from './bar.ts'

/** Rules of probing a barred target; the design's numbers (15 min, doubled up to 6 h, three good ones in a row). */
export interface ProbeRules {
  /** Wait before the first probe, and least distance between two good ones. @default 900_000 (15 min) */
  readonly firstMs: number
  /** Longest wait between two probes. @default 21_600_000 (6 h) */
  readonly longestMs: number
  /** Good probes in a row that lift a verdict's bar. @default 3 */
  readonly needed: number
}

/** The rules that hold where none are given: 15 min, doubled up to 6 h, three good probes. */
export const PROBE_RULES: ProbeRules = Object.freeze({ firstMs: 15 * 60_000, longestMs: 6 * 3_600_000, needed: 3 })

/** The schedule of a bar that was made at `wallTime`. */
export function firstProbe(wallTime: number, rules: ProbeRules = PROBE_RULES): ProbeProgress {
  return { nextProbeAt: wallTime + rules.firstMs, intervalMs: rules.firstMs, good: 0 }
}

/**
 * Whether a probe may be sent. A wall clock that was set back must not postpone probes for ever, so a probe is also
 * due when it lies further ahead than the longest wait.
 */
export function probeDue(progress: ProbeProgress, wallTime: number, rules: ProbeRules = PROBE_RULES): boolean {
  return wallTime >= progress.nextProbeAt || progress.nextProbeAt - wallTime > rules.longestMs
}

/**
 * Claims a due probe by moving the next one ahead, before anything is sent: with several processes on one store, only
 * the one whose claim was written sends it. Null when it is not due.
 */
export function claimProbe(progress: ProbeProgress, wallTime: number, rules: ProbeRules = PROBE_RULES): ProbeProgress | null {
  if (!probeDue(progress, wallTime, rules)) return null
  return { ...progress, nextProbeAt: wallTime + progress.intervalMs }
}

/** A bad probe starts the count again and doubles the wait. */
export function afterBadProbe(progress: ProbeProgress, wallTime: number, rules: ProbeRules = PROBE_RULES): ProbeProgress {
  const intervalMs = Math.min(progress.intervalMs * 2, rules.longestMs)
  return { nextProbeAt: wallTime + intervalMs, intervalMs, good: 0 }
}

/**
 * A good probe counts only when it is far enough from the last good one, so that a flapping vendor is not believed.
 * `lifted` says that enough have come together.
 */
export function afterGoodProbe(
  progress: ProbeProgress,
  wallTime: number,
  rules: ProbeRules = PROBE_RULES,
): { readonly progress: ProbeProgress; readonly lifted: boolean } {
  const spaced = progress.lastGoodAt === undefined || wallTime - progress.lastGoodAt >= rules.firstMs
  const good = spaced ? progress.good + 1 : progress.good
  const lastGoodAt = spaced ? wallTime : (progress.lastGoodAt ?? wallTime)
  const next: ProbeProgress = { nextProbeAt: lastGoodAt + rules.firstMs, intervalMs: rules.firstMs, good, lastGoodAt }
  return { progress: next, lifted: good >= rules.needed }
}
