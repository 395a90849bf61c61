import { type Bar, barHolds, type ProbeProgress } from '../bar/bar.ts'
import type { BarIndex } from '../bar/barred.ts'
import { firstProbe, type ProbeRules } from '../bar/probe-schedule.ts'
import { type Keyed, scopeKey } from '../bar/scope-key.ts'

/** A target as far as probing it is concerned. */
export interface Probed extends Keyed {
  readonly barKeys: readonly string[]
}

export interface ProbedBar<T extends Probed> {
  readonly target: T
  readonly bar: Bar
  readonly probes: ProbeProgress
}

/**
 * Every verdict's bar that probes may lift, once each, with the first of its targets that `can` be probed. Targets that an
 * operator or a notice bars are left alone: nothing a vendor answers would lift those.
 */
export function probedBars<T extends Probed>(
  index: BarIndex,
  targets: readonly T[],
  wallTime: number,
  can: (target: T) => boolean,
): readonly ProbedBar<T>[] {
  const found = new Map<string, ProbedBar<T>>()
  for (const target of targets) {
    const bars = target.barKeys.flatMap((key) => index.get(key) ?? []).filter((bar) => barHolds(bar, wallTime))
    if (bars.length === 0 || bars.some((bar) => bar.by !== 'verdict') || !can(target)) continue
    for (const bar of bars) if (bar.probes && !found.has(bar.key)) found.set(bar.key, { target, bar, probes: bar.probes })
  }
  return [...found.values()]
}

/**
 * Bars of their own for targets that only a wider bar keeps out: two credentials agreed, a third may be served all the same.
 * Provisional and due at once, so that a false alarm is refuted at the first look.
 */
export function inheritedBars(index: BarIndex, targets: readonly Probed[], wallTime: number, rules: ProbeRules): readonly Bar[] {
  const made: Bar[] = []
  for (const target of targets) {
    const key = scopeKey('target', target)
    const wide = index.get(scopeKey('model', target))?.find((bar) => bar.by === 'verdict' && barHolds(bar, wallTime))
    if (!wide || wide.recovered?.includes(key) || index.get(key)?.some((bar) => bar.by === 'verdict')) continue
    made.push({ ...wide, key, provisional: true, probes: { ...firstProbe(wallTime, rules), nextProbeAt: wallTime } })
  }
  return made
}
