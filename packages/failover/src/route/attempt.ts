import type { AttemptContext, AttemptProgress, ModelFailure, ModelReply } from '@understudy/spec'
import { EgressDeniedError } from '../policy/guard-egress.ts'
import { AdapterCall } from './adapter-call.ts'
import type { Admission } from './admission.ts'
import { type Execution, tell } from './execution.ts'
import { type Cut, failureOfCut, failureOfThrown, replyFailure } from './failure.ts'
import type { AttemptPlan } from './plan.ts'
import type { Request } from './request.ts'
import { settleAttempt } from './settle.ts'
import type { Target } from './target.ts'

export type AttemptEnd =
  | { readonly ok: true; readonly target: Target; readonly value: unknown; readonly reply: ModelReply }
  | {
      readonly ok: false
      readonly target: Target
      readonly failure: ModelFailure
      readonly reply: ModelReply | null
      readonly cut: Cut | null
      /** What `accept` threw without judging; the caller gets it back as it is. */
      readonly bug?: { readonly thrown: unknown }
    }

/**
 * One call to one target, from when it is sent until every conclusion from its end is drawn. Ends by its deadline even when the
 * adapter ignores its signal; whatever such an adapter does later is dropped.
 */
export class Attempt extends AdapterCall<ModelReply> {
  readonly execution: Execution
  readonly admission: Admission
  readonly request: Request
  readonly number: number
  readonly deadline: number
  readonly deadlineIs: AttemptPlan['deadlineIs']
  /** Epoch milliseconds. */
  readonly startedWall: number
  readonly ended: Promise<AttemptEnd>
  #reply: ModelReply | null = null
  /** Resolves `ended`; null once that happened. */
  #resolve: ((end: AttemptEnd | Promise<never>) => void) | null = null

  constructor(execution: Execution, admission: Admission, request: Request, plan: AttemptPlan) {
    super()
    this.execution = execution
    this.admission = admission
    this.request = request
    this.number = plan.number
    this.deadline = plan.deadline
    this.deadlineIs = plan.deadlineIs
    this.startedWall = execution.engine.runtime.wallTime()
    this.ended = new Promise((resolve) => (this.#resolve = resolve))
  }

  get target(): Target {
    return this.admission.target
  }

  /** Monotonic. */
  get startedAt(): number {
    return this.admission.permit.startedAt
  }

  /** Sends the call. To be called once. */
  begin(): this {
    const { engine } = this.execution
    engine.attempts.add(this)
    engine.hangs.began(this.target)
    this.follow(this.#send())
    return this
  }

  #send(): Promise<ModelReply> {
    const { target } = this
    try {
      this.#passGate()
      // The adapter's own promise is followed: one made for it here would live as long as the call.
      return Promise.resolve(target.adapter.invoke(this.request.call, this.#context()))
    } catch (thrown) {
      return Promise.reject(thrown)
    }
  }

  /** The last door before code leaves: asked when the call is made, and by the transport when it sends. @throws EgressDeniedError */
  #passGate(): void {
    const { execution, target } = this
    const refusal = execution.engine.oversight.gate.refusal(target, execution.question)
    if (refusal) throw new EgressDeniedError(target.id, refusal)
  }

  #context(): AttemptContext {
    const { signal, deadline, target, request } = this
    const { settings, runtime } = this.execution.engine
    const limits = request.call.stream && target.adapter.limits.streaming ? settings.limits : settings.wholeLimits
    return {
      signal,
      deadline,
      limits,
      runtime,
      beforeSend: () => this.#passGate(),
      onProgress: (progress) => this.#heard(progress),
    }
  }

  #heard(progress: AttemptProgress): void {
    if (!this.#resolve || this.#reply || this.cutBy) return
    const { execution, number, target } = this
    if (progress.mark !== 'sent') {
      execution.engine.board.heard(this.admission.permit)
      if (execution.engine.capacity(target).heard()) execution.engine.line.pump()
    }
    tell(execution, { type: 'attempt-progress', number, target: target.id, mark: progress.mark })
    try {
      execution.options.onProgress?.(progress, { number, target: target.id })
    } catch {
      // A broken progress bar must never fail a review.
    }
  }

  protected answered(reply: ModelReply): void {
    this.#reply = reply
    void this.#judge(reply)
  }

  async #judge(reply: ModelReply): Promise<void> {
    const { engine, options } = this.execution
    const { target } = this
    try {
      const wrong = replyFailure(reply, target, engine.settings.allowSubstitution)
      if (wrong) return this.#end({ ok: false, target, failure: wrong, reply, cut: null })
      const from = { id: target.id, model: target.model, degraded: target.degraded || reply.degraded === true }
      const value = options.accept ? await options.accept(reply, from) : reply
      this.#end({ ok: true, target, value, reply })
    } catch (thrown) {
      this.failed(thrown)
    }
  }

  protected failed(thrown: unknown): void {
    const { target, cutBy: cut } = this
    const reply = this.#reply
    const ms = this.execution.engine.runtime.now() - this.startedAt
    const failure = cut ? failureOfCut(cut, target, ms, this.execution.options.signal?.reason) : failureOfThrown(thrown, target)
    const bug = reply && !cut && failure !== thrown ? { bug: { thrown } } : {}
    this.#end({ ok: false, target, failure, reply, cut, ...bug })
  }

  /** Only the first end counts: a cut may come while a reply is judged. */
  #end(end: AttemptEnd): void {
    const resolve = this.#resolve
    if (!resolve) return
    this.#resolve = null
    this.execution.engine.attempts.delete(this)
    try {
      resolve(settleAttempt(this, end))
    } catch (error) {
      resolve(Promise.reject(error))
    }
  }
}
