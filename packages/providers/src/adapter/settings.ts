import type { ModelCall, ModelLimits } from '@understudy/spec'

/** The output tokens to ask for, and in words that they are fewer than were wanted. */
export function outputCap(
  call: ModelCall,
  { maxOutputTokens }: ModelLimits,
  least = 1,
): { readonly cap: number; readonly adjustments: string[] } {
  const cap = Math.max(least, Math.min(call.maxOutputTokens, maxOutputTokens))
  const lowered = cap < call.maxOutputTokens
  return { cap, adjustments: lowered ? [`output is capped at ${cap} tokens, the most that the model gives`] : [] }
}

/** What is said where a model takes no effort level. */
export const NO_EFFORT = 'effort is not sent: the model has no levels'

/** Longer than any attempt may take: time is the transport's affair, and an SDK's own limit must never strike first. */
export const NO_LIMIT_MS = 2 ** 31 - 1
