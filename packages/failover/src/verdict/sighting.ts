import { type Bar, barHolds } from '../bar/bar.ts'
import { barForVerdict } from '../bar/bar-for-verdict.ts'
import { PROBE_RULES, type ProbeRules } from '../bar/probe-schedule.ts'
import { type Keyed, scopeKey } from '../bar/scope-key.ts'
import type { Judgement } from './judge-withdrawal.ts'

/** The bars that a judged failure calls for: none, one, or also that of the model on every channel. */
export function barsForJudgement(
  { failure, firmness, everywhere }: Judgement,
  target: Keyed,
  wallTime: number,
  rules: ProbeRules = PROBE_RULES,
): readonly Bar[] {
  const barred = firmness === 'sticky' || firmness === 'provisional'
  const bar = barred ? barForVerdict(failure.verdict, target, failure.message, wallTime, rules) : null
  if (!bar) return []
  const own: Bar = firmness === 'provisional' ? provisional(bar, wallTime) : bar
  // Bars that cover many are not probed themselves: each channel proves itself under its own.
  const { probes: _, ...rest } = own
  return everywhere ? [own, { ...rest, key: scopeKey('model', target) }] : [own]
}

/** A confirming look comes soon, but not so soon that it adds to the trouble of the moment. */
const CONFIRM_MS = 10_000

function provisional(bar: Bar, wallTime: number): Bar {
  return { ...bar, provisional: true, ...(bar.probes && { probes: { ...bar.probes, nextProbeAt: wallTime + CONFIRM_MS } }) }
}

/** What becomes of a bar when the same is seen again. Written so that two processes seeing it together end the same. */
export function seenAgain(present: Bar | null, seen: Bar, wallTime: number, rules: ProbeRules = PROBE_RULES): Bar {
  if (!present) return seen
  if (present.liftedAt !== undefined) return relapsed(seen, wallTime, rules)
  if (!barHolds(present, wallTime)) return seen
  // A firmer word replaces a weaker one; the time it began and the probes so far are kept.
  const firmer = present.provisional === true && !seen.provisional
  if (!firmer) return present
  return { ...seen, since: present.since, ...(present.probes && { probes: present.probes }) }
}

/** A model that goes again while its traffic was returning is probed half as often at first. */
function relapsed(seen: Bar, wallTime: number, rules: ProbeRules): Bar {
  if (!seen.probes) return seen
  const intervalMs = Math.min(rules.firstMs * 2, rules.longestMs)
  return { ...seen, probes: { nextProbeAt: wallTime + intervalMs, intervalMs, good: 0 } }
}
