import { violations } from './check.ts'
import { Coverage } from './coverage.ts'
import type { Violation } from './invariants-execution.ts'
import { type Plan, planHour } from './plan.ts'
import { type EngineUnderTest, runHour } from './run-hour.ts'

export interface Simulation {
  readonly hours: number
  readonly calls: number
  readonly requests: number
  readonly coverage: Coverage
  /** The first hour that broke a promise, if any. */
  readonly failed: { readonly plan: Plan; readonly violations: readonly Violation[] } | null
}

/** Runs seeded hours one after another, and stops at the first that breaks a promise. */
export async function simulate(engine: EngineUnderTest, hours: number, seed: number): Promise<Simulation> {
  const coverage = new Coverage()
  const seen = { calls: 0, requests: 0 }
  for (let hour = 0; hour < hours; hour++) {
    const plan = planHour(seed + hour)
    const history = await runHour(plan, engine)
    seen.calls += history.begun
    seen.requests += history.requests.length
    coverage.add(history)
    const broken = violations(history, plan)
    if (broken.length > 0) return { hours: hour + 1, ...seen, coverage, failed: { plan, violations: broken } }
  }
  return { hours, ...seen, coverage, failed: null }
}

/** How often everything must have been reached: once in 20 hours, and 20 times in 400 or more. */
export function leastReached(hours: number): number {
  return Math.min(20, Math.floor(hours / 20))
}
