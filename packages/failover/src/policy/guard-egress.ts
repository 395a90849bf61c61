import { type AttemptContext, type ModelAdapter, type ModelCall, UnderstudyError } from '@understudy/spec'
import type { Eligibility } from './eligible.ts'

/** The policy of the moment, asked once more where the code leaves. Null is yes. */
export type EgressCheck = (target: ModelAdapter, call: ModelCall | null) => Eligibility | null

/** A call was stopped at the last door. It says which rule; it never says what was in the call. */
export class EgressDeniedError extends UnderstudyError<'not-permitted-by-policy'> {
  override readonly name = 'EgressDeniedError'
  readonly target: string
  readonly rule: string

  constructor(target: string, answer: Eligibility) {
    super('not-permitted-by-policy', `${target} may not be asked: ${answer.why}`)
    this.target = target
    this.rule = answer.rule
  }
}

/**
 * An adapter that asks again, at the moment of sending, whether this may be sent: the last line of defence, whatever the route
 * decided before the call waited for its turn. Probes and looks at model lists pass the same door, with `call` null.
 *
 * The adapter it gives throws EgressDeniedError instead of sending.
 */
export function guardEgress(adapter: ModelAdapter, check: EgressCheck): ModelAdapter {
  const pass = (call: ModelCall | null): void => {
    const refused = check(adapter, call)
    if (refused) throw new EgressDeniedError(adapter.id, refused)
  }
  // Asked when the call comes in, and once more by the transport when its request leaves.
  const guarded = (context: AttemptContext, call: ModelCall | null): AttemptContext => ({
    ...context,
    beforeSend() {
      pass(call)
      context.beforeSend?.()
    },
  })
  const { probe, describe, close } = {
    probe: adapter.probe?.bind(adapter),
    describe: adapter.describe?.bind(adapter),
    close: adapter.close?.bind(adapter),
  }
  return {
    contract: adapter.contract,
    id: adapter.id,
    model: adapter.model,
    channel: adapter.channel,
    limits: adapter.limits,
    ...(adapter.degraded !== undefined && { degraded: adapter.degraded }),
    ...(adapter.tasks && { tasks: adapter.tasks }),
    ...(adapter.unavailable !== undefined && { unavailable: adapter.unavailable }),
    async invoke(call: ModelCall, context: AttemptContext) {
      pass(call)
      return adapter.invoke(call, guarded(context, call))
    },
    ...(probe && {
      async probe(context: AttemptContext) {
        pass(null)
        return probe(guarded(context, null))
      },
    }),
    ...(describe && {
      async describe(context: AttemptContext) {
        pass(null)
        return describe(guarded(context, null))
      },
    }),
    ...(close && { close }),
  }
}
