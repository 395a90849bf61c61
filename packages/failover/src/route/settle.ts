import { createHash } from 'node:crypto'
import {
  type AttemptRecord,
  type FailureKind,
  hasCode,
  isoTime,
  type ModelCall,
  type ModelFailure,
  type Usage,
} from '@understudy/spec'
import { effectsOf, SERVED, withoutBlame } from '../circuit/effects.ts'
import { giveBack } from './admission.ts'
import type { Attempt, AttemptEnd } from './attempt.ts'
import { barByVerdict, takesAway } from './bar-by-verdict.ts'
import type { Engine } from './engine.ts'
import { nothingWasSent } from './failure.ts'
import { tell } from './execution.ts'
import { suspicious } from './suspicion.ts'
import type { Target } from './target.ts'

/**
 * Draws every conclusion from the end of an attempt, in one turn of the event loop, so that no other call can choose
 * between the failure and its consequence: memory, bar, circuits, record, events.
 */
export function settleAttempt(attempt: Attempt, end: AttemptEnd): AttemptEnd {
  const { execution, admission, request } = attempt
  const { engine } = execution
  const settled = engine.bus.batch(() => (end.ok ? settleServed(attempt, end) : settleFailed(attempt, end)))
  const { target, money } = admission
  const usage = settled.ok ? settled.reply.usage : (settled.failure.usage ?? settled.reply?.usage)
  engine.oversight.ledger.settle(target, request.call, money, { usage, kind: settled.ok ? undefined : settled.failure.kind })
  engine.hangs.settled(target, !settled.ok && settled.failure.kind === 'timeout' && settled.cut !== 'silent')
  giveBack(execution, admission, {
    outcome: settled.ok ? 'ok' : settled.failure.kind === 'rate-limited' ? 'throttled' : 'failed',
    usage,
    rateLimit: settled.reply?.rateLimit,
    retryAfterMs: settled.ok ? undefined : settled.failure.verdict.retryAfterMs,
  })
  return settled
}

function settleServed(attempt: Attempt, end: Served): AttemptEnd {
  const { execution, number, target, request } = attempt
  const { engine } = execution
  const { servedModel, usage, notice } = end.reply
  const durationMs = engine.runtime.now() - attempt.startedAt
  tell(execution, { type: 'attempt-succeeded', number, target: target.id, servedModel, durationMs, usage })
  engine.memory.served(target)
  engine.turnedAway.served(target.key)
  engine.suspects.served(target.key)
  engine.doubts.served(target, engine.runtime.now())
  if (!target.degraded) engine.calls.saw(usage)
  engine.board.settle(target, attempt.admission.permit, SERVED)
  engine.refusals.record(target, request.call.task, 'clean')
  keep(attempt, {
    ...baseRecord(attempt, durationMs),
    outcome: 'served',
    servedModel,
    usage,
    ...costOf(attempt, usage),
  })
  if (notice) engine.oversight.retirements.saw(target, notice)
  return end
}

function settleFailed(attempt: Attempt, end: Failed): Failed {
  const { execution, number, target, request } = attempt
  const { engine } = execution
  const durationMs = engine.runtime.now() - attempt.startedAt
  const { judged, turnedAway } = judge(attempt, end.failure)
  const { kind, verdict, message } = judged.failure
  const bars = takesAway(judged)
  tell(execution, {
    type: 'attempt-failed',
    number,
    target: target.id,
    kind,
    scope: verdict.scope,
    sentence: message,
    durationMs,
  })
  const effects = effectsOf(verdict, bars, turnedAway)
  const { retryAfterMs } = verdict
  const mine = blameless(attempt, end)
  engine.board.settle(target, attempt.admission.permit, mine ? withoutBlame(effects) : effects, {
    why: message,
    retryAfterMs,
    hung: kind === 'timeout',
  })
  const against = suspicious(end, judged.failure, mine)
  if (against) engine.suspects.failed(target.key, { ...against, executionId: execution.id, startedAt: attempt.startedAt })
  engine.suspects.checkEnded(target.key, execution.id, against ? 'failing' : null)
  // Before the place is given back, so that nobody who waits for the target asks it once more.
  if (hasCode(end.failure.cause, 'missing-peer')) engine.notInstalled.set(target.key, message)
  if (!mine) engine.memory.failed(target, judged.failure)
  if (effects.policy === 'refused') engine.refusals.record(target, request.call.task, 'refused')
  const settled = { ...end, failure: judged.failure }
  const usage = judged.failure.usage ?? end.reply?.usage
  const record = { ...failedRecord(attempt, durationMs, settled), ...costOf(attempt, usage) }
  keep(attempt, record, !nothingWasSent(end.failure))
  if (bars) barByVerdict(engine, target, judged, execution)
  return settled
}

/** What a failure means, and, where it may speak of this request alone, whether its target goes on. */
function judge({ execution, target, request, startedAt }: Attempt, failure: ModelFailure) {
  const { engine } = execution
  const judged = engine.memory.judge(target, failure)
  const { kind, verdict, message } = judged.failure
  const ambiguous = judged.firmness === 'ambiguous'
  if (!ambiguous && (kind !== 'invalid-request' || verdict.sent === false || nothingWasSent(failure)))
    return { judged, turnedAway: null }
  const doubted = ambiguous ? engine.doubts.about(engine, target, startedAt) : 'goes-on'
  if (doubted === 'repeated') return { judged: engine.memory.judge(target, failure, 'asked-again'), turnedAway: null }
  const { message: words = message, code = '' } = verdict.evidence
  const rests = engine.turnedAway.record(target.key, fingerprint(request.call), `${code} ${words}`)
  return { judged, turnedAway: rests || doubted === 'rests' ? 'rests' : 'goes-on' } as const
}

/** Tells requests of different content apart, and nothing else. */
function fingerprint({ system, input }: ModelCall): string {
  return createHash('sha256').update(`${system.length}|${system}${input}`).digest('base64')
}

type Served = Extract<AttemptEnd, { ok: true }>
type Failed = Extract<AttemptEnd, { ok: false }>

/** As long as a stream may take to begin. */
const FAIR_SHARE_MS = 30_000

/** A cut that came before the target had a fair share of time is our doing, not its. */
function blameless({ execution, target, deadline, startedAt }: Attempt, end: Failed): boolean {
  const cutByUs = end.cut === 'execution-time' || end.cut === 'attempt-time'
  // One that was moved on proves nothing: those that wait on do.
  return (
    end.cut === 'silent' ||
    nothingWasSent(end.failure) ||
    (cutByUs && deadline - startedAt < fairShareMs(execution.engine, target))
  )
}

/** Nobody is to blame for not being done before it usually is. */
function fairShareMs({ board }: Engine, target: Target): number {
  return Math.max(FAIR_SHARE_MS, board.peek('target', target)?.latency.quantile(0.95) ?? 0)
}

function costOf({ execution, target }: Attempt, usage: Usage | undefined): { readonly costUsd?: number } {
  const costUsd = execution.engine.oversight.ledger.costUsd(target, usage)
  return costUsd === undefined ? {} : { costUsd }
}

function keep({ execution, target }: Attempt, attempt: AttemptRecord, sent = true): void {
  const { endpoint, region, residency } = target.channel
  const disclosedTo = { endpoint, ...(region !== undefined && { region }), ...(residency !== undefined && { residency }) }
  execution.attempts = [...execution.attempts, attempt]
  execution.engine.journal?.record({ type: 'attempt', executionId: execution.id, attempt, ...(sent && { disclosedTo }) })
}

function baseRecord({ number, target, request, startedWall }: Attempt, durationMs: number) {
  const startedAt = isoTime(startedWall)
  return { number, target: target.id, requestedModel: target.model, startedAt, durationMs, why: request.why }
}

const OUTCOME: Partial<Record<FailureKind, AttemptRecord['outcome']>> = { refused: 'refused', cancelled: 'cancelled' }

function failedRecord(attempt: Attempt, durationMs: number, end: Failed): AttemptRecord {
  const { failure, reply } = end
  const { verdict } = failure
  const usage = failure.usage ?? reply?.usage
  const servedModel = failure.servedModel ?? reply?.servedModel
  return {
    ...baseRecord(attempt, durationMs),
    outcome: OUTCOME[verdict.kind] ?? (reply ? 'rejected' : 'failed'),
    ...(servedModel !== undefined && { servedModel }),
    ...(usage && { usage }),
    failure: {
      kind: verdict.kind,
      scope: verdict.scope,
      sentence: failure.message,
      ...(verdict.reason && { reason: verdict.reason }),
      ...(verdict.evidence.status !== undefined && { status: verdict.evidence.status }),
      ...(verdict.retryAfterMs !== undefined && { retryAfterMs: verdict.retryAfterMs }),
    },
  }
}
