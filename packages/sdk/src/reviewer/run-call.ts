import type { Route, RouteResult } from '@understudy/failover'
import { problemSentence } from '@understudy/findings'
import { type AttemptRecord, hasCode, safeSentence } from '@understudy/spec'
import type { PieceOutcome, UnreadPiece } from '../coverage/piece-outcome.ts'
import type { Piece } from '../plan/cut.ts'
import type { PlannedCall, ReviewJob } from '../plan/jobs.ts'
import type { ReviewSource } from '../plan/source.ts'
import type { AcceptedReview } from '../tasks/review/accept.ts'
import { rememberServedModel } from '../checkpoint/served-model.ts'
import { plantCanary } from '../tasks/review/canary.ts'
import { repairCall } from '../tasks/repair.ts'
import { reviewCall } from '../tasks/review/call.ts'
import { type KeptFlaws, ReplyJudge } from '../tasks/review/judge.ts'
import { stamp } from './events.ts'
import { explain } from './explain.ts'
import { findingsOf, keptFindings } from './findings-of.ts'
import { noteExcluded } from './note-excluded.ts'
import type { ReviewRun } from './review-run.ts'

type Served = RouteResult<AcceptedReview>

function pieceOutcome(run: ReviewRun, piece: Piece, file: ReviewSource, served: Served): PieceOutcome {
  const note = served.value.verdicts.get(piece.path)
  if (note === undefined || note.verdict === 'not-reviewed') {
    const findings = findingsOf(run.kind, served.value.flaws, file, served)
    // An engine on this machine that was never meant for such a file did not fail.
    if (served.degraded && note?.note?.startsWith('unsupported: '))
      return { piece, read: false, disposition: 'skipped', reason: `${safeSentence(note.note)} in ${served.target}`, findings }
    const why = note?.note ? `: ${safeSentence(note.note)}` : ''
    return { piece, read: false, disposition: 'failed', reason: `${served.target} did not review it${why}`, findings }
  }
  const findings = findingsOf(run.kind, served.value.flaws, file, served)
  const { target, key, endpoint, degraded } = served
  const by = { target, key, endpoint, servedModel: served.reply.servedModel, degraded }
  return { piece, read: true, by, findings, order: run.answered }
}

const unread = (pieces: readonly Piece[], why: Omit<UnreadPiece, 'piece' | 'read'>): PieceOutcome[] =>
  pieces.map((piece) => ({ piece, read: false, ...why }))

/** What was well told in an answer that nobody could accept; each piece keeps its own, and the report says so. */
function withKept(
  run: ReviewRun,
  outcomes: readonly PieceOutcome[],
  fileOf: (piece: Piece) => ReviewSource,
  kept: KeptFlaws | null,
  attempts: readonly AttemptRecord[],
): readonly PieceOutcome[] {
  if (!kept) return outcomes
  return outcomes.map((outcome) => {
    const { piece } = outcome
    const findings = keptFindings(run.kind, kept.flaws, fileOf(piece), { ...kept, attempts })
    if (findings.length === 0) return outcome
    run.notes.push(`${piece.path}: ${findings.length} of its findings come from an answer of ${kept.target} that was rejected`)
    return { ...outcome, findings: [...(outcome.findings ?? []), ...findings] }
  })
}

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
  const files = new Map(job.files.map((file) => [file.path, file]))
  const fileOf = (piece: Piece): ReviewSource => files.get(piece.path) ?? piece
  const canary = run.plantCanary ? plantCanary(run.runtime, paths) : null
  const judge = new ReplyJudge(pieces.map(fileOf), canary)
  const told = (attempts: readonly AttemptRecord[]): void => {
    run.attempts.push(...attempts)
    run.calls.push({ paths, attempts, canaries: judge.canaries })
  }
  const executionId = `${run.id}-${++run.executions}`
  const modelCall = reviewCall(run.kind, pieces, canary, run.settings, run.runtime)
  run.emit(stamp(run.runtime, { type: 'call-started', paths }, executionId))
  try {
    const served = await route.run<AcceptedReview>(modelCall, {
      accept: (reply, target) => judge.accept(reply, target),
      repair: repairCall,
      signal: run.signal,
      executionId,
      deadlineMs: timeLeft(run),
      subject: run.subject,
      onEvent: run.tellCaller,
    })
    run.answered++
    told(served.attempts)
    noteExcluded(run, served.passedOver)
    for (const target of [served.target, served.key]) rememberServedModel(run.memory, target, served.reply.servedModel)
    run.notes.push(...served.value.dropped.map((problem) => `${paths.join(', ')}: ${problemSentence(problem)}`))
    const outcomes = pieces.map((piece) => pieceOutcome(run, piece, fileOf(piece), served))
    return withKept(run, outcomes, fileOf, judge.unplacedBeside(served.value.flaws), served.attempts)
  } catch (error) {
    const explained = explain(error)
    if (explained) told(explained.attempts)
    // After an abort the cause is the caller's, whatever the route wrapped it in.
    if (run.signal.aborted) return unread(pieces, { disposition: 'failed', reason: abortReason(run.signal) })
    if (!explained) throw error
    const { attempts, ...why } = explained
    return withKept(run, unread(pieces, why), fileOf, judge.kept, attempts)
  }
}

/** Why a review was ended early, in words. */
export function abortReason(signal: AbortSignal): string {
  const { reason } = signal as { reason: unknown }
  return hasCode(reason, 'deadline-exceeded') || (reason instanceof Error && reason.name === 'TimeoutError')
    ? 'the time for this review was over'
    : 'the review was cancelled'
}
