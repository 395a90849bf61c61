import type { Route, RouteResult } from '@understudy/failover'
import { problemSentence, type Provenance, toFinding } from '@understudy/findings'
import { safeSentence } from '@understudy/spec'
import type { PieceOutcome } from '../coverage/piece-outcome.ts'
import type { Piece } from '../plan/cut.ts'
import type { PlannedCall, ReviewJob } from '../plan/jobs.ts'
import type { ReviewSource } from '../plan/source.ts'
import { type AcceptedReview, acceptReview } from '../tasks/review/accept.ts'
import { plantCanary } from '../tasks/review/canary.ts'
import { repairCall } from '../tasks/repair.ts'
import { REVIEW_SCHEMA_VERSION, reviewCall } from '../tasks/review/call.ts'
import type { ReviewKind } from '../tasks/review/kind.ts'
import { stamp } from './events.ts'
import { explain } from './explain.ts'
import { placeInChange } from './place-in-change.ts'
import type { ReviewRun } from './review-run.ts'

type Served = RouteResult<AcceptedReview>

function provenance(kind: ReviewKind, { attempts, reply, target, degraded }: Served): Provenance {
  const failover = attempts.findLast((attempt) => attempt.target !== target && attempt.failure)
  return {
    requestedModel: reply.requestedModel,
    servedModel: reply.servedModel,
    provider: target.slice(0, Math.max(0, target.indexOf('/'))),
    target,
    promptVersion: kind.promptVersion,
    schemaVersion: REVIEW_SCHEMA_VERSION,
    attempt: attempts.at(-1)?.number ?? 1,
    ...(failover?.failure && { failoverReason: failover.failure.kind }),
    degraded,
    task: kind.name,
  }
}

function pieceOutcome(run: ReviewRun, piece: Piece, file: ReviewSource, served: Served): PieceOutcome {
  const note = served.value.verdicts.get(piece.path)
  if (note === undefined || note.verdict === 'not-reviewed') {
    const why = note?.note ? `: ${safeSentence(note.note)}` : ''
    return { piece, read: false, disposition: 'failed', reason: `${served.target} did not review it${why}` }
  }
  const from = provenance(run.kind, served)
  const before = file.before === undefined ? {} : { before: { path: file.path, content: file.before } }
  const findings = served.value.flaws
    .filter((flaw) => flaw.path === piece.path)
    .map((flaw) => placeInChange(toFinding(flaw, file, from, before), file.change))
  const by = { target: served.target, servedModel: served.reply.servedModel, degraded: served.degraded }
  return { piece, read: true, by, findings, order: run.answered }
}

const unread = (pieces: readonly Piece[], why: Omit<Extract<PieceOutcome, { read: false }>, 'piece' | 'read'>): PieceOutcome[] =>
  pieces.map((piece) => ({ piece, read: false, ...why }))

/** What one call may take: never more than is left of the review. */
function timeLeft({ deadline, callDeadlineMs, runtime }: ReviewRun): number {
  return deadline === null ? callDeadlineMs : Math.max(1, Math.min(callDeadlineMs, deadline - runtime.now()))
}

/**
 * One call through the route, and what became of each piece in it. Fails only for what no other call would fare better with.
 */
export async function runCall(run: ReviewRun, route: Route, job: ReviewJob, call: PlannedCall): Promise<readonly PieceOutcome[]> {
  const { pieces } = call
  if (run.signal.aborted) return unread(pieces, { disposition: 'failed', reason: `not reached: ${abortReason(run.signal)}` })
  const paths = pieces.map((piece) => piece.path)
  const canary = run.plantCanary ? plantCanary(run.runtime, paths) : null
  const executionId = `${run.id}-${++run.executions}`
  run.emit(stamp(run.runtime, { type: 'call-started', paths }, executionId))
  try {
    const served = await route.run<AcceptedReview>(reviewCall(run.kind, pieces, canary, run.settings, run.runtime), {
      accept: (reply, target) => acceptReview(reply, target.id, paths, canary),
      repair: repairCall,
      signal: run.signal,
      executionId,
      deadlineMs: timeLeft(run),
      subject: run.subject,
      onEvent: run.tellCaller,
    })
    run.answered++
    run.attempts.push(...served.attempts)
    run.notes.push(...served.value.dropped.map((problem) => `${paths.join(', ')}: ${problemSentence(problem)}`))
    const files = new Map(job.files.map((file) => [file.path, file]))
    return pieces.map((piece) => pieceOutcome(run, piece, files.get(piece.path) ?? piece, served))
  } catch (error) {
    const explained = explain(error)
    if (explained) run.attempts.push(...explained.attempts)
    // After an abort the cause is the caller's, whatever the route wrapped it in.
    if (run.signal.aborted) return unread(pieces, { disposition: 'failed', reason: abortReason(run.signal) })
    if (!explained) throw error
    const { attempts: _, ...why } = explained
    return unread(pieces, why)
  }
}

/** Why a review was ended early, in words. */
export function abortReason(signal: AbortSignal): string {
  const { reason } = signal as { reason: unknown }
  return reason instanceof Error && 'code' in reason && reason.code === 'deadline-exceeded'
    ? 'the time for this review was over'
    : 'the review was cancelled'
}
