import type { History } from './history.ts'
import { EXECUTION_CHECKS, type Violation } from './invariants-execution.ts'
import { TARGET_CHECKS } from './invariants-target.ts'
import type { Plan } from './plan.ts'
import { attemptLines } from './timeline.ts'

/** Every broken promise of an hour, the earliest first. */
export function violations(history: History, plan: Plan): readonly Violation[] {
  const lines = attemptLines(history)
  return [...EXECUTION_CHECKS, ...TARGET_CHECKS]
    .flatMap((check) => [...check(history, plan, lines)])
    .toSorted((a, b) => a.at - b.at)
}
