import { type AttemptRecord, type FailureKind, hasCode, safeSentence, UnderstudyError } from '@understudy/spec'
import type { UnreadPiece } from '../coverage/piece-outcome.ts'

/** Why some code was not reviewed. */
export interface Explained extends Pick<UnreadPiece, 'disposition' | 'reason' | 'tooLong'> {
  readonly attempts: readonly AttemptRecord[]
}

function disposition(kind: FailureKind | undefined): Explained['disposition'] {
  if (kind === 'refused' || kind === 'truncated') return kind
  return 'failed'
}

function attemptsOf(error: Error): readonly AttemptRecord[] {
  return 'attempts' in error && Array.isArray(error.attempts) ? (error.attempts as readonly AttemptRecord[]) : []
}

/** The kind that decides: a refusal anywhere on the way says more than the last failure. */
function decisiveKind(error: Error, attempts: readonly AttemptRecord[]): FailureKind | undefined {
  if (hasCode(error, 'model-failure')) return error.kind
  const kinds = attempts.map((attempt) => attempt.failure?.kind)
  return kinds.includes('refused') ? 'refused' : kinds.at(-1)
}

/** What happened, target by target; the error's own sentence when none was asked, or when it says more. */
function reasonOf(error: Error, attempts: readonly AttemptRecord[]): string {
  const exhausted = hasCode(error, 'route-exhausted') && attempts.length > 0 && decisiveKind(error, attempts) !== 'refused'
  if (!exhausted) return safeSentence(error.message)
  const told = new Map(attempts.map(({ target, failure }) => [target, failure?.sentence ?? 'failed']))
  return safeSentence(`No target could serve. ${[...told].map(sentenceOf).join(' ')}`)
}

/** Most sentences name their target by themselves. */
function sentenceOf([target, sentence]: readonly [string, string]): string {
  return sentence.includes(target) ? sentence : `${target}: ${sentence}`
}

/**
 * Turns what a route threw into words for the coverage. Null for errors that no other file would fare better with: a
 * wrong configuration, or a fault of ours. Those are thrown, so that nobody takes them for a vendor's.
 */
export function explain(error: unknown): Explained | null {
  if (!(error instanceof UnderstudyError)) return null
  if (hasCode(error, 'invalid-option') || hasCode(error, 'missing-peer')) return null
  const attempts = attemptsOf(error)
  const tooLong = attempts.some((attempt) => attempt.failure?.kind === 'context-too-long')
  return {
    disposition: disposition(decisiveKind(error, attempts)),
    reason: reasonOf(error, attempts),
    attempts,
    ...(tooLong && { tooLong }),
  }
}
