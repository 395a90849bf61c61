import type { FailureKind } from '@understudy/spec'
import type { Bar } from '../bar/bar.ts'
import { afterBadProbe, afterGoodProbe, type ProbeRules } from '../bar/probe-schedule.ts'
import { confirm, type ConfirmingLook, TAKEN_AWAY } from '../verdict/confirm.ts'

/** What a probe did to a bar. */
export type ProbeEffect =
  /** Enough good probes: traffic returns gradually. */
  | { readonly is: 'lifted'; readonly bar: Bar; readonly why: string }
  /** It was a false alarm: traffic returns at once. */
  | { readonly is: 'refuted'; readonly bar: Bar; readonly why: string }
  | { readonly is: 'stands'; readonly bar: Bar; readonly why: string }

/** Draws the conclusion from one look at a barred target. Pure; the schedule was moved on when the probe was claimed. */
export function afterProbe(bar: Bar, look: ConfirmingLook, wallTime: number, rules: ProbeRules): ProbeEffect {
  if (bar.provisional) {
    const confirmation = confirm(bar, look)
    if (confirmation.is === 'refuted') return { is: 'refuted', bar: { ...bar, liftedAt: wallTime }, why: confirmation.why }
    if (confirmation.is === 'unclear') return { is: 'stands', bar, why: `a confirming look was unclear${of(look)}` }
    return { is: 'stands', bar: scheduled(confirmation.bar, wallTime, rules), why: 'a second look confirmed it' }
  }
  const { probes } = bar
  if (!probes || !look.probe) return { is: 'stands', bar, why: 'it cannot be probed' }
  if (look.probe.ok) {
    const { progress, lifted } = afterGoodProbe(probes, wallTime, rules)
    if (lifted)
      return { is: 'lifted', bar: { ...bar, probes: progress, liftedAt: wallTime }, why: `${progress.good} good probes in a row` }
    return { is: 'stands', bar: { ...bar, probes: progress }, why: `good probe ${progress.good} of ${rules.needed}` }
  }
  // Only the vendor's "not to be had" is a bad probe. A timeout or a rate limit says nothing about the withdrawal.
  if (!TAKEN_AWAY.has(look.probe.kind)) return { is: 'stands', bar, why: `the probe proved nothing: ${look.probe.kind}` }
  return { is: 'stands', bar: scheduled(bar, wallTime, rules), why: `still ${look.probe.kind}` }
}

function scheduled(bar: Bar, wallTime: number, rules: ProbeRules): Bar {
  return bar.probes ? { ...bar, probes: afterBadProbe(bar.probes, wallTime, rules) } : bar
}

const of = ({ probe }: ConfirmingLook): string => (probe && !probe.ok ? `: ${probe.kind satisfies FailureKind}` : '')
