import type { Admission } from './admission.ts'
import { Attempt } from './attempt.ts'
import { type Execution, tell } from './execution.ts'
import { planAttempt } from './plan.ts'
import type { Request } from './request.ts'

/**
 * Sends a request. Always in the same turn of the event loop in which its admission was given: a bar, an open circuit or a probe
 * that came between the two would not be seen.
 */
export function beginAttempt(execution: Execution, admission: Admission, request: Request): Attempt {
  const attempt = new Attempt(execution, admission, request, planAttempt(execution, admission))
  tell(execution, { type: 'attempt-started', number: attempt.number, target: attempt.target.id, why: request.why })
  return attempt.begin()
}
