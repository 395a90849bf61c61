import { FAILURE_RULES, type Verdict } from '@understudy/spec'
import type { Bar } from './bar.ts'
import { firstProbe, PROBE_RULES, type ProbeRules } from './probe-schedule.ts'
import { type BarScope, type Keyed, scopeKey } from './scope-key.ts'

/** What a verdict of this scope bars. A withdrawn model is barred on the channel that saw it, until a second one agrees. */
const BARRED_BY: Readonly<Record<Verdict['scope'], BarScope | null>> = {
  none: null,
  request: null,
  model: 'target',
  'credential-model': 'credential-model',
  credential: 'credential',
  endpoint: 'region',
  region: 'region',
}

/**
 * The bar that a failure calls for, or null when it calls for none: only the kinds whose reaction is `bar` do, and
 * only for what the verdict's scope covers.
 */
export function barForVerdict(
  verdict: Verdict,
  target: Keyed,
  sentence: string,
  wallTime: number,
  rules: ProbeRules = PROBE_RULES,
): Bar | null {
  const scope = BARRED_BY[verdict.scope]
  if (FAILURE_RULES[verdict.kind].reaction !== 'bar' || scope === null) return null
  return {
    key: scopeKey(scope, target),
    by: 'verdict',
    reason: verdict.reason ?? verdict.kind,
    sentence,
    since: wallTime,
    seenBy: scopeKey('target', target),
    evidence: verdict.evidence,
    probes: firstProbe(wallTime, rules),
  }
}
