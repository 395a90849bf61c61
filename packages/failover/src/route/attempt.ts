import type { AttemptContext, AttemptProgress, ModelCall, ModelFailure, ModelReply } from '@understudy/spec'
import { EgressDeniedError } from '../policy/guard-egress.ts'
import type { GateQuestion } from '../policy/ruling.ts'
import type { Cutter } from './cutter.ts'
import type { Engine } from './engine.ts'
import { type Execution, tell } from './execution.ts'
import { type Cut, failureOfCut, failureOfThrown, replyFailure } from './failure.ts'
import type { Admission } from './admission.ts'
import type { Target } from './target.ts'

/** One call to one target, before it is made. */
export interface AttemptPlan {
  readonly number: number
  readonly admission: Admission
  readonly call: ModelCall
  /** Why this target is asked, in words. */
  readonly why: string
  /** On the runtime's clock. */
  readonly deadline: number
  /** What passes at `deadline`. */
  readonly deadlineIs: 'attempt-time' | 'execution-time' | 'lease'
}

export type AttemptEnd<T> =
  | { readonly ok: true; readonly value: T; readonly reply: ModelReply }
  | {
      readonly ok: false
      readonly failure: ModelFailure
      readonly reply: ModelReply | null
      readonly cut: Cut | null
      /** What `accept` threw without judging; the caller gets it back as it is. */
      readonly bug?: { readonly thrown: unknown }
    }

/**
 * Makes the call and judges the reply. Settles by the deadline even when the adapter ignores its signal; whatever such an
 * adapter does later is dropped. Never rejects.
 */
export async function makeAttempt<T>(execution: Execution, plan: AttemptPlan, cutter: Cutter): Promise<AttemptEnd<T>> {
  const { engine, options } = execution
  const { target } = plan.admission
  const startedAt = engine.runtime.now()
  const disarm = engine.runtime.after(plan.deadline - startedAt, () => cutter.cut(plan.deadlineIs))
  execution.cutters.push(cutter)
  engine.hangs.began(target)
  let over = false
  const context = contextOf(execution, plan, cutter.signal, () => over || cutter.why !== null)
  let reply: ModelReply | null = null
  try {
    reply = await cutter.race(send(execution, plan, context))
    over = true
    const wrong = replyFailure(reply, target, engine.settings.allowSubstitution)
    if (wrong) return { ok: false, failure: wrong, reply, cut: null }
    const from = { id: target.id, model: target.model, degraded: target.degraded || reply.degraded === true }
    const value = (options.accept ? await cutter.race(options.accept(reply, from)) : reply) as T
    return { ok: true, value, reply }
  } catch (thrown) {
    const cut = cutter.why
    if (cut) return { ok: false, failure: failureOfCut(cut, target, engine.runtime.now() - startedAt), reply, cut }
    const failure = failureOfThrown(thrown, target)
    return { ok: false, failure, reply, cut: null, ...(reply && failure !== thrown && { bug: { thrown } }) }
  } finally {
    over = true
    disarm()
    execution.cutters.splice(execution.cutters.indexOf(cutter), 1)
  }
}

/** The last door before code leaves: asked again at the moment of sending. An adapter that throws at once is caught by the caller. */
function send({ engine, question }: Execution, { admission, call }: AttemptPlan, context: AttemptContext): Promise<ModelReply> {
  const { target } = admission
  passGate(engine, target, question)
  return target.adapter.invoke(call, context)
}

/** @throws EgressDeniedError */
function passGate({ oversight }: Engine, target: Target, question: GateQuestion): void {
  const refusal = oversight.gate.refusal(target, question)
  if (refusal) throw new EgressDeniedError(target.id, refusal)
}

function contextOf(execution: Execution, plan: AttemptPlan, signal: AbortSignal, over: () => boolean): AttemptContext {
  const { engine, options } = execution
  const { number, admission, call } = plan
  const { id } = admission.target
  return {
    signal,
    deadline: plan.deadline,
    limits: call.stream && admission.target.adapter.limits.streaming ? engine.settings.limits : engine.settings.wholeLimits,
    runtime: engine.runtime,
    beforeSend: () => passGate(engine, admission.target, execution.question),
    onProgress(progress: AttemptProgress) {
      if (over()) return
      if (progress.mark !== 'sent') engine.board.heard(admission.permit)
      tell(execution, { type: 'attempt-progress', number, target: id, mark: progress.mark })
      try {
        options.onProgress?.(progress, { number, target: id })
      } catch {
        // A broken progress bar must never fail a review.
      }
    },
  }
}
