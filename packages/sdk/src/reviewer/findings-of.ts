import { confidenceScale, type Finding, type Provenance, toFinding } from '@understudy/findings'
import type { AttemptRecord, ModelReply, ReportedFlaw } from '@understudy/spec'
import type { ReviewSource } from '../plan/source.ts'
import { REVIEW_SCHEMA_VERSION } from '../tasks/review/call.ts'
import type { ReviewKind } from '../tasks/review/kind.ts'
import { placeInChange } from './place-in-change.ts'

/** An answer and how it came about. */
export interface Answered {
  readonly reply: Pick<ModelReply, 'requestedModel' | 'servedModel'>
  /** Short id of the target. */
  readonly target: string
  readonly degraded: boolean
  readonly attempts: readonly AttemptRecord[]
}

function provenance(kind: ReviewKind, { attempts, reply, target, degraded }: Answered): Provenance {
  const failover = attempts.findLast((attempt) => attempt.target !== target && attempt.failure)
  const own = attempts.findLast((attempt) => attempt.target === target)
  return {
    requestedModel: reply.requestedModel,
    servedModel: reply.servedModel,
    provider: target.slice(0, Math.max(0, target.indexOf('/'))),
    target,
    promptVersion: kind.promptVersion,
    schemaVersion: REVIEW_SCHEMA_VERSION,
    attempt: own?.number ?? 1,
    ...(failover?.failure && { failoverReason: failover.failure.kind }),
    degraded,
    task: kind.name,
  }
}

/** The findings of one file, anchored in it. */
export function findingsOf(
  kind: ReviewKind,
  flaws: readonly ReportedFlaw[],
  file: ReviewSource,
  answered: Answered,
): readonly Finding[] {
  const from = provenance(kind, answered)
  const before = file.before === undefined ? {} : { before: { path: file.path, content: file.before } }
  const scale = confidenceScale(flaws.map(({ confidence }) => confidence))
  return flaws
    .filter((flaw) => flaw.path === file.path)
    .map((flaw) => placeInChange(toFinding(flaw, file, from, { ...before, confidenceScale: scale }), file.change))
}

/** The findings of an answer that was rejected as a whole, marked: they may be true, and their answer's silence proves nothing. */
export function keptFindings(
  kind: ReviewKind,
  flaws: readonly ReportedFlaw[],
  file: ReviewSource,
  answered: Answered,
): readonly Finding[] {
  return findingsOf(kind, flaws, file, { ...answered, degraded: true }).map((finding) => ({
    ...finding,
    extensions: { ...finding.extensions, rejectedAnswer: true },
  }))
}
