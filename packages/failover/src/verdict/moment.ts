import type { ModelFailure } from '@understudy/spec'

/** Words with which vendors speak of load or of a short trouble, whatever else the answer says. */
const MOMENT =
  /\btemporar(?:y|ily)\b|\b(?:try|retry|trying|retrying)\b[^.]{0,30}\b(?:later|shortly|soon|moments?|minutes?|seconds?)\b|\boverload(?:ed)?\b|\bat (?:full |maximum )?capacity\b|\bhigh (?:demand|load|traffic)\b/i

/** Messages are cut by whoever made the verdict; one that was not is not read to its end. */
const READ = 400

/**
 * Whether an answer speaks of a moment: a failure of the vendor's own (5xx), a time to come back, or words of load. What passes by
 * itself is no end of a model, whatever word it uses for it. The model's own name is no evidence.
 */
export function speaksOfAMoment({ verdict, target }: ModelFailure, model: string): boolean {
  const { status, message = '' } = verdict.evidence
  if ((status !== undefined && status >= 500) || verdict.retryAfterMs !== undefined) return true
  return MOMENT.test(message.slice(0, READ).replaceAll(target, '').replaceAll(model, ''))
}
