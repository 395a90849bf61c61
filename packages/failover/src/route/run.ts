import type { ModelCall } from '@understudy/spec'
import type { Attempt, AttemptEnd } from './attempt.ts'
import type { Engine } from './engine.ts'
import { attemptRecords, beginExecution, type Execution } from './execution.ts'
import { firstAttempt } from './first-attempt.ts'
import { began, failed, succeeded } from './lifecycle.ts'
import { attemptAgain, type Request, requestAfter } from './request.ts'
import { passedOver } from './outcome.ts'
import { round } from './round.ts'
import { checkedRunOptions } from './run-options.ts'
import type { RouteResult, RunOptions } from './types.ts'

/**
 * Asks targets one after another until one serves. A call lives as long as its vendor takes, so this is the only frame that
 * lives with it. @throws what ends the execution, see `Route.run`
 */
export async function execute<T>(engine: Engine, call: ModelCall, options: RunOptions<T>): Promise<RouteResult<T>> {
  const execution = beginExecution(engine, call, checkedRunOptions(options))
  began(execution)
  try {
    for (;;) {
      const first = firstAttempt(execution)
      let attempt: Attempt | null = first instanceof Promise ? await first : first
      const asked = attempt.target
      while (attempt) {
        const end = await round(attempt)
        if (end.ok) return succeeded(execution, result<T>(execution, end, attempt.request))
        const request = requestAfter(execution, asked, attempt.request, end)
        attempt = request && (await attemptAgain(execution, asked, request))
      }
    }
  } catch (error) {
    throw failed(execution, error)
  }
}

function result<T>(execution: Execution, end: Extract<AttemptEnd, { ok: true }>, { cost }: Request): RouteResult<T> {
  const { value, reply, target } = end
  execution.engine.tokens(target.vendor).succeeded(cost)
  return {
    // What `accept` gave, or the reply itself: the caller's types say which.
    value: value as T,
    reply,
    target: target.id,
    key: target.key,
    endpoint: target.channel.endpoint,
    degraded: target.degraded || reply.degraded === true,
    attempts: attemptRecords(execution),
    passedOver: passedOver(execution),
    executionId: execution.id,
  }
}
