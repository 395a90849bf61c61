import { parseReview, problemSentence, type ParsedReview } from '@understudy/findings'
import { ModelFailure, type ModelReply } from '@understudy/spec'
import { type Canary, CANARY_MISSED } from './canary.ts'

export type AcceptedReview = Extract<ParsedReview, { readonly ok: true }>

/** Most problems that a failure, and with it a repair, names. */
const MOST_SENTENCES = 5

/**
 * Proves an answer, or refuses it: whole, in the schema, with a verdict on every file, and with the planted flaw found
 * where one was planted.
 * @throws ModelFailure `malformed` or `truncated`
 */
export function acceptReview(reply: ModelReply, target: string, paths: readonly string[], canary: Canary | null): AcceptedReview {
  const parsed = parseReview(reply.text, { paths: canary ? [...paths, canary.file.path] : paths })
  const details = { servedModel: reply.servedModel, usage: reply.usage }
  if (!parsed.ok) {
    const sentences = parsed.problems.slice(0, MOST_SENTENCES).map(problemSentence)
    throw new ModelFailure(target, parsed.truncated ? 'truncated' : 'malformed', sentences.join(' '), details)
  }
  if (!canary) return parsed
  if (!parsed.flaws.some((flaw) => flaw.path === canary.file.path))
    throw new ModelFailure(target, 'malformed', 'The answer did not report the flaw that was planted to prove attention.', {
      ...details,
      evidence: { code: CANARY_MISSED },
    })
  const verdicts = new Map(parsed.verdicts)
  verdicts.delete(canary.file.path)
  return { ...parsed, flaws: parsed.flaws.filter((flaw) => flaw.path !== canary.file.path), verdicts }
}
