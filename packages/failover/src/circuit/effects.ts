import { FAILURE_RULES, type Verdict } from '@understudy/spec'
import type { CircuitOutcome } from './permit.ts'

/** What one attempt says to each circuit that guarded it. */
export interface Effects {
  readonly target: CircuitOutcome
  readonly endpoint: CircuitOutcome | 'suspect'
  readonly credential: CircuitOutcome
  readonly quality: CircuitOutcome
  readonly policy: 'clean' | 'refused' | 'neutral'
  /** Which circuit must wait for the vendor's time, if any. */
  readonly throttle: 'target' | 'credential' | null
}

const NEUTRAL: Effects = Object.freeze({
  target: 'neutral',
  endpoint: 'neutral',
  credential: 'neutral',
  quality: 'neutral',
  policy: 'neutral',
  throttle: null,
})

export const SERVED: Effects = Object.freeze({
  target: 'ok',
  endpoint: 'ok',
  credential: 'ok',
  quality: 'ok',
  policy: 'clean',
  throttle: null,
})

/** A canned call was answered: the target is up, which says nothing about the quality of its work. */
export const PROBED: Effects = Object.freeze({ ...SERVED, quality: 'neutral', policy: 'neutral' })

/** An answer came, so the way to the vendor is fine, whatever the answer says. */
const ANSWERED: Effects = Object.freeze({ ...NEUTRAL, endpoint: 'ok' })

/**
 * What a failure means for health. A neutral one says nothing about the target: our own bad request, the caller's abort, a
 * rate limit, a refusal. A bar is not a circuit's business, except when the wire alone could not prove the withdrawal.
 * @param turnedAway set where an answer may speak of one request alone: whether the target goes on, or rests for a cooldown
 */
export function effectsOf(verdict: Verdict, barred: boolean, turnedAway: 'goes-on' | 'rests' | null = null): Effects {
  if (turnedAway) return turnedAway === 'rests' ? { ...ANSWERED, target: 'trip' } : ANSWERED
  const wide = verdict.scope === 'credential'
  switch (FAILURE_RULES[verdict.kind].reaction) {
    case 'bar':
      // Not proven: stay away for a cooldown instead of asking a mistyped id at every call.
      return barred ? ANSWERED : { ...ANSWERED, target: 'trip' }
    case 'trip':
      return wide ? { ...ANSWERED, credential: 'trip' } : { ...ANSWERED, target: 'trip' }
    case 'wait':
      return { ...ANSWERED, throttle: wide ? 'credential' : 'target' }
    case 'retry-then-next':
      return { ...NEUTRAL, target: 'fault' }
    case 'next':
      if (verdict.kind === 'substituted') return { ...ANSWERED, target: 'ok', quality: 'fault' }
      return { ...NEUTRAL, target: 'fault', endpoint: verdict.kind === 'unreachable' ? 'fault' : 'suspect' }
    case 'repair-then-next':
      return { ...ANSWERED, target: 'ok', credential: 'ok', quality: 'fault' }
    case 'operator':
      return { ...ANSWERED, credential: 'ok', policy: 'refused' }
    case 'larger':
    case 'next-unless-agreed':
      return ANSWERED
    case 'stop':
      return NEUTRAL
  }
}

/** The same effects for an attempt that got less time than it deserved: slowness is then our doing. */
export function withoutBlame(effects: Effects): Effects {
  return { ...NEUTRAL, throttle: effects.throttle }
}
