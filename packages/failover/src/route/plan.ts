import type { ModelCall } from '@understudy/spec'
import type { Admission } from './admission.ts'
import type { AttemptPlan } from './attempt.ts'
import { attemptDeadline } from './deadline.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

/** Gives an attempt its number and its share of the one deadline. */
export function planAttempt(execution: Execution, admission: Admission, call: ModelCall, why: string): AttemptPlan {
  const { engine, deadline } = execution
  const now = engine.runtime.now()
  execution.begun++
  if (!admission.target.degraded) execution.counted++
  const next = nextCandidate(execution, admission.target)
  const nextTypicalMs = next ? (engine.board.peek('target', next)?.latency.quantile(0.95) ?? null) : null
  const share = attemptDeadline({
    now,
    deadline,
    attemptMs: engine.settings.attemptMs,
    another: next !== undefined,
    nextTypicalMs,
  })
  const plan = { number: execution.begun, admission, call, why }
  const { expiresAt } = admission.permit
  if (expiresAt !== null && expiresAt < share) return { ...plan, deadline: expiresAt, deadlineIs: 'lease' }
  return { ...plan, deadline: share, deadlineIs: share < deadline ? 'attempt-time' : 'execution-time' }
}

/** A target that could still be asked after this one. */
function nextCandidate({ engine, order, tried, counted }: Execution, target: Target): Target | undefined {
  const mayAsk = counted < engine.settings.attempts
  const bars = engine.memory.bars()
  return order.find(
    (other) =>
      other !== target && !tried.includes(other) && (mayAsk || other.degraded) && engine.memory.barOn(other, bars) === null,
  )
}

/** Attempts on models that are left. */
export function attemptsLeft({ engine, counted }: Execution): number {
  return engine.settings.attempts - counted
}
