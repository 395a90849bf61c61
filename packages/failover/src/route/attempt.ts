import { type AttemptContext, type ModelCall, type ModelFailure, type ModelReply, UnderstudyError } from '@understudy/spec'
import { type Cut, failureOfCut, failureOfThrown, replyFailure } from './failure.ts'
import { type Execution, tell } from './execution.ts'
import type { Target } from './target.ts'
import type { RunOptions } from './types.ts'

/** One call to one target, before it is made. */
export interface AttemptPlan {
  readonly number: number
  readonly target: Target
  readonly call: ModelCall
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
export async function makeAttempt<T>(execution: Execution, plan: AttemptPlan, options: RunOptions<T>): Promise<AttemptEnd<T>> {
  const { engine, signal } = execution
  const { target } = plan
  const startedAt = engine.runtime.now()
  const controller = new AbortController()
  let cut: Cut | null = null
  let give: (cut: Cut) => void = () => {}
  const cutOff = new Promise<never>((_, reject) => {
    give = (why) => {
      cut = why
      reject(new UnderstudyError('cancelled', 'The attempt was cut off.'))
      controller.abort(new UnderstudyError('cancelled', `The attempt on ${target.id} was cut off: ${why}.`))
    }
  })
  const onAbort = (): void => give('caller')
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })
  const disarm = engine.runtime.after(plan.deadline - startedAt, () => give(plan.deadlineIs))
  let reply: ModelReply | null = null
  try {
    cutOff.catch(() => {})
    reply = await Promise.race([invoke(execution, plan, controller.signal, () => cut === null), cutOff])
    const wrong = replyFailure(reply, target, engine.settings.allowSubstitution)
    if (wrong) return { ok: false, failure: wrong, reply, cut: null }
    const from = { id: target.id, model: target.model, degraded: target.degraded || reply.degraded === true }
    const value = options.accept ? await Promise.race([options.accept(reply, from), cutOff]) : (reply as T)
    return { ok: true, value, reply }
  } catch (thrown) {
    if (cut) return { ok: false, failure: failureOfCut(cut, target, engine.runtime.now() - startedAt), reply, cut }
    const failure = failureOfThrown(thrown, target)
    return { ok: false, failure, reply, cut: null, ...(reply && failure !== thrown && { bug: { thrown } }) }
  } finally {
    disarm()
    signal?.removeEventListener('abort', onAbort)
  }
}

async function invoke(execution: Execution, plan: AttemptPlan, signal: AbortSignal, going: () => boolean): Promise<ModelReply> {
  const { engine } = execution
  const { number, target } = plan
  let ended = false
  const context: AttemptContext = {
    signal,
    deadline: plan.deadline,
    limits: engine.settings.limits,
    runtime: engine.runtime,
    onProgress({ mark }) {
      if (!ended && going()) tell(execution, { type: 'attempt-progress', number, target: target.id, mark })
    },
  }
  try {
    return await target.adapter.invoke(plan.call, context)
  } finally {
    ended = true
  }
}
