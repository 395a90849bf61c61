import type { Admission } from './admission.ts'
import type { Attempt } from './attempt.ts'
import { beginAttempt } from './begin-attempt.ts'
import { choose, chooseForced } from './choose.ts'
import { type Execution, usefulMs } from './execution.ts'
import { cancelled, closedMeanwhile, crowded, late, nobodyLeft } from './outcome.ts'
import { firstRequest } from './request.ts'

/**
 * The first attempt on the next target; a promise only while a busy one could do and time is left.
 * @throws what ends the execution
 */
export function firstAttempt(execution: Execution): Attempt | Promise<Attempt> {
  const { line, runtime } = execution.engine
  const { options } = execution
  if (options.signal?.aborted) throw cancelled(execution)
  if (usefulMs(execution) < 0) throw late(execution)
  // Whoever waits already goes first.
  const tried = line.waiting > 0 ? { got: null } : tryBegin(execution)
  if (tried.got) return tried.got
  if (line.full) throw crowded(execution)
  const waiting = line.wait(
    {
      caller: options.caller ?? options.subject?.['principal'] ?? '',
      until: runtime.now() + usefulMs(execution),
      signal: options.signal,
      attempt: () => tryBegin(execution),
      expired: () => late(execution),
      aborted: () => cancelled(execution),
    },
    tried.retryAfterMs,
  )
  if (line.waiting > 1) line.pump()
  return waiting
}

/** One look at all targets. @throws RouteExhaustedError when waiting would not help */
function tryBegin(execution: Execution): { readonly got: Attempt | null; readonly retryAfterMs?: number } {
  if (execution.engine.over.now) throw closedMeanwhile(execution)
  const choice = choose(execution)
  if (choice.admission) return { got: begin(execution, choice.admission) }
  const { forced, runtime } = execution.engine
  const { busy, open, retryAfterMs } = choice
  const told = execution.lastFailure?.verdict.retryAfterMs !== undefined
  if (open && told && retryAfterMs !== undefined && retryAfterMs <= usefulMs(execution)) return { got: null, retryAfterMs }
  if (busy && (retryAfterMs === undefined || retryAfterMs <= usefulMs(execution)))
    return { got: null, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  const admission = open && forced.tryTake(runtime.now()) ? chooseForced(execution) : null
  if (admission) {
    execution.forced = true
    return { got: begin(execution, admission) }
  }
  throw nobodyLeft(execution, retryAfterMs)
}

function begin(execution: Execution, admission: Admission): Attempt {
  return beginAttempt(execution, admission, firstRequest(execution, admission.target))
}
