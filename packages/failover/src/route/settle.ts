import type { AttemptRecord } from '@understudy/spec'
import type { AttemptPermit } from '../circuit/board.ts'
import { effectsOf, SERVED, withoutBlame } from '../circuit/effects.ts'
import type { Judgement } from '../verdict/judge-withdrawal.ts'
import type { AttemptEnd, AttemptPlan } from './attempt.ts'
import { type Execution, tell } from './execution.ts'

/** The end of an attempt, judged with what is remembered. */
export type SettledEnd<T> = AttemptEnd<T>

/**
 * Draws every conclusion from the end of an attempt, in one turn of the event loop, so that no other call can choose
 * between the failure and its consequence: memory, bar, circuits, record, events.
 */
export function settleAttempt<T>(
  execution: Execution,
  plan: AttemptPlan,
  permit: AttemptPermit,
  end: AttemptEnd<T>,
  started: { readonly at: number; readonly wall: number; readonly why: string },
): SettledEnd<T> {
  const { engine } = execution
  const durationMs = engine.runtime.now() - started.at
  if (end.ok) {
    engine.memory.served(plan.target)
    engine.board.settle(plan.target, permit, SERVED)
    keep(
      execution,
      record(plan, started, durationMs, { outcome: 'served', servedModel: end.reply.servedModel, usage: end.reply.usage }),
    )
    const { servedModel, usage } = end.reply
    tell(execution, { type: 'attempt-succeeded', number: plan.number, target: plan.target.id, servedModel, durationMs, usage })
    return end
  }
  const judged = engine.memory.judge(plan.target, end.failure)
  const { failure } = judged
  const bars = judged.firmness === 'sticky' || judged.firmness === 'provisional'
  const effects = effectsOf(failure.verdict, bars)
  engine.board.settle(plan.target, permit, blameless(end, plan, started.at) ? withoutBlame(effects) : effects, {
    why: failure.message,
    ...(failure.verdict.retryAfterMs !== undefined && { retryAfterMs: failure.verdict.retryAfterMs }),
  })
  keep(execution, failedRecord(plan, started, durationMs, { ...end, failure }))
  const { kind, verdict, message } = failure
  tell(execution, {
    type: 'attempt-failed',
    number: plan.number,
    target: plan.target.id,
    kind,
    scope: verdict.scope,
    sentence: message,
    durationMs,
  })
  if (bars) bar(execution, plan, judged)
  return { ...end, failure }
}

function bar(execution: Execution, plan: AttemptPlan, judged: Judgement): void {
  const made = execution.engine.memory.barByVerdict(plan.target, judged)
  if (!made) return
  const { by, reason, sentence } = made
  execution.engine.journal?.record({
    type: 'decision',
    executionId: execution.id,
    decision: 'barred',
    target: plan.target.id,
    why: sentence,
  })
  tell(execution, { type: 'target-barred', target: plan.target.id, by, reason, sentence })
}

/** A cut that came before the target had a fair share of time is our doing, not its. */
function blameless<T>(end: AttemptEnd<T>, plan: AttemptPlan, startedAt: number): boolean {
  return !end.ok && end.cut === 'execution-time' && plan.deadline - startedAt < FAIR_SHARE_MS
}

/** As long as the transport waits for a first byte. */
const FAIR_SHARE_MS = 30_000

function keep(execution: Execution, attempt: AttemptRecord): void {
  execution.attempts.push(attempt)
  execution.engine.journal?.record({ type: 'attempt', executionId: execution.id, attempt })
}

type Details = Pick<AttemptRecord, 'outcome'> & Partial<AttemptRecord>

function record(
  plan: AttemptPlan,
  started: { readonly wall: number; readonly why: string },
  durationMs: number,
  details: Details,
): AttemptRecord {
  return {
    number: plan.number,
    target: plan.target.id,
    requestedModel: plan.target.model,
    startedAt: new Date(started.wall).toISOString(),
    durationMs,
    why: started.why,
    ...details,
  }
}

function failedRecord<T>(
  plan: AttemptPlan,
  started: { readonly wall: number; readonly why: string },
  durationMs: number,
  end: Extract<AttemptEnd<T>, { ok: false }>,
): AttemptRecord {
  const { failure, reply } = end
  const { verdict } = failure
  const usage = failure.usage ?? reply?.usage
  const servedModel = failure.servedModel ?? reply?.servedModel
  return record(plan, started, durationMs, {
    outcome: verdict.kind === 'refused' ? 'refused' : verdict.kind === 'cancelled' ? 'cancelled' : reply ? 'rejected' : 'failed',
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
  })
}
