import type { Admission } from './admission.ts'
import { attemptDeadline } from './deadline.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

/** One call to one target, before it is made. */
export interface AttemptPlan {
  readonly number: number
  /** On the runtime's clock. */
  readonly deadline: number
  /** What passes at `deadline`. */
  readonly deadlineIs: 'attempt-time' | 'execution-time' | 'lease'
}

/** Gives an attempt its number and its share of the one deadline. */
export function planAttempt(execution: Execution, { target, permit }: Admission): AttemptPlan {
  const { engine, deadline } = execution
  const now = engine.runtime.now()
  execution.begun++
  if (!target.degraded) execution.counted++
  const next = nextCandidate(execution, target)
  const nextTypicalMs = next ? (engine.board.peek('target', next)?.latency.quantile(0.95) ?? null) : null
  const share = attemptDeadline({
    now,
    deadline,
    attemptMs: engine.settings.attemptMs,
    another: next !== undefined,
    nextTypicalMs,
  })
  const number = execution.begun
  const { expiresAt } = permit
  if (expiresAt !== null && expiresAt < share) return { number, deadline: expiresAt, deadlineIs: 'lease' }
  return { number, deadline: share, deadlineIs: share < deadline ? 'attempt-time' : 'execution-time' }
}

/** A target that could still be asked after this one. */
function nextCandidate({ engine, order, tried, counted }: Execution, target: Target): Target | undefined {
  const mayAsk = counted < engine.settings.attempts
  const bars = engine.memory.bars()
  return order.find(
    (other) =>
      other !== target &&
      other.adapter.unavailable === undefined &&
      !tried.includes(other) &&
      (mayAsk || other.degraded) &&
      engine.memory.barOn(other, bars) === null,
  )
}

/** Attempts on models that are left. */
export function attemptsLeft({ engine, counted }: Execution): number {
  return engine.settings.attempts - counted
}
