import { parseReview, problemSentence, type ParsedReview } from '@understudy/findings'
import { ModelFailure, type ModelReply, type ReportedFlaw, type SourceFile } from '@understudy/spec'
import { type Canary, CANARY_MISSED } from './canary.ts'

export type AcceptedReview = Extract<ParsedReview, { readonly ok: true }>

/** What an answer is worth: all of it, or some flaws that were well told in it. */
export type JudgedReview =
  | { readonly ok: true; readonly review: AcceptedReview }
  | {
      readonly ok: false
      readonly failure: ModelFailure
      readonly kept: readonly ReportedFlaw[]
      /** Those of them that name a file which was not given. */
      readonly unplaced: readonly ReportedFlaw[]
      readonly canaryMissed: boolean
    }

/** Most problems that a failure, and with it a repair, names. */
const MOST_SENTENCES = 5

/**
 * Proves an answer: whole, in the schema, with a verdict on every file, and with the planted flaw found where one was planted. The
 * failure of one that is not proven is `malformed` or `truncated`.
 */
export function judgeReview(
  reply: ModelReply,
  target: string,
  given: readonly SourceFile[],
  canary: Canary | null,
): JudgedReview {
  const planted = canary?.file.path
  const files = canary ? [...given, canary.file] : given
  const parsed = parseReview(reply.text, { paths: files.map(({ path }) => path), files })
  const details = { servedModel: reply.servedModel, usage: reply.usage }
  const real = (flaws: readonly ReportedFlaw[]): readonly ReportedFlaw[] => flaws.filter(({ path }) => path !== planted)
  if (!parsed.ok) {
    const sentences = parsed.problems.slice(0, MOST_SENTENCES).map(problemSentence)
    const failure = new ModelFailure(target, parsed.truncated ? 'truncated' : 'malformed', sentences.join(' '), details)
    return { ok: false, failure, kept: real(parsed.kept), unplaced: parsed.unplaced, canaryMissed: false }
  }
  if (planted === undefined) return { ok: true, review: parsed }
  const flaws = real(parsed.flaws)
  if (flaws.length === parsed.flaws.length) {
    const failure = new ModelFailure(
      target,
      'malformed',
      'The answer did not report the flaw that was planted to prove attention.',
      { ...details, evidence: { code: CANARY_MISSED } },
    )
    return { ok: false, failure, kept: flaws, unplaced: [], canaryMissed: true }
  }
  const verdicts = new Map(parsed.verdicts)
  verdicts.delete(planted)
  return { ok: true, review: { ...parsed, flaws, verdicts } }
}
