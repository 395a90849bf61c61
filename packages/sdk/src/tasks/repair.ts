import type { ModelCall, ModelFailure } from '@understudy/spec'
import { CANARY_MISSED } from './review/canary.ts'

/** Largest output a repair asks for; below it a cut answer gets twice the room. */
export const LARGEST_OUTPUT_TOKENS = 64_000

/**
 * The one repair that the same target gets. A malformed answer is asked for again with what was wrong with it, in our words
 * (never the answer's own text, which the reviewed code may have shaped); a cut one gets more room. Null when neither helps.
 */
export function repairCall(call: ModelCall, failure: ModelFailure): ModelCall | null {
  if (failure.verdict.evidence.code === CANARY_MISSED) return null
  if (failure.kind === 'malformed')
    return {
      ...call,
      input: `${call.input}\n\nAn earlier answer to this message could not be used: ${failure.message} Answer again, in full, as one JSON object of the required form.`,
    }
  if (failure.kind === 'truncated' && call.maxOutputTokens < LARGEST_OUTPUT_TOKENS)
    return { ...call, maxOutputTokens: Math.min(call.maxOutputTokens * 2, LARGEST_OUTPUT_TOKENS) }
  return null
}
