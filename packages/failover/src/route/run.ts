import type { ModelCall } from '@understudy/spec'
import type { Admission } from './admission.ts'
import type { AttemptEnd } from './attempt.ts'
import type { Engine } from './engine.ts'
import { attemptRecords, beginExecution, type Execution } from './execution.ts'
import { began, failed, succeeded } from './lifecycle.ts'
import { nextAdmission } from './next-admission.ts'
import { admitAgain, firstRequest, type Request, requestAfter } from './request.ts'
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
      const next = nextAdmission(execution)
      let admission: Admission | null = next instanceof Promise ? await next : next
      const asked = admission.target
      let request: Request | null = firstRequest(execution, asked)
      while (admission && request) {
        const end: AttemptEnd<T> = await round<T>(execution, admission, request)
        if (end.ok) return succeeded(execution, result(execution, end, request))
        request = requestAfter(execution, asked, request, end)
        admission = request && (await admitAgain(execution, asked, request))
      }
    }
  } catch (error) {
    throw failed(execution, error)
  }
}

function result<T>(execution: Execution, end: Extract<AttemptEnd<T>, { ok: true }>, { cost }: Request): RouteResult<T> {
  const { value, reply, target } = end
  execution.engine.tokens(target.vendor).succeeded(cost)
  return {
    value,
    reply,
    target: target.id,
    degraded: target.degraded || reply.degraded === true,
    attempts: attemptRecords(execution),
    passedOver: passedOver(execution),
    executionId: execution.id,
  }
}
