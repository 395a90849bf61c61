import { violations } from './check.ts'
import type { Violation } from './invariants-execution.ts'
import type { Plan } from './plan.ts'
import { type EngineUnderTest, runHour } from './run-hour.ts'

/** Runs that a search for a smaller history may cost. */
const MOST_RUNS = 200

/** Cuts a failing hour down to the phases, calls and acts without which it would not fail (delta debugging, by halves). */
export async function shrink(
  plan: Plan,
  engine: EngineUnderTest,
  rule: string,
): Promise<{ readonly plan: Plan; readonly violation: Violation | undefined }> {
  const search = { smallest: plan, runs: 0 }
  const fails = async (candidate: Plan): Promise<Violation | undefined> => {
    search.runs++
    return violations(await runHour(candidate, engine), candidate).find((violation) => violation.rule === rule)
  }
  for (const part of ['calls', 'phases', 'acts'] as const)
    for (let size = Math.ceil(plan[part].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let from = 0; from < search.smallest[part].length && search.runs < MOST_RUNS;) {
        const items: readonly unknown[] = search.smallest[part]
        const candidate = { ...search.smallest, [part]: [...items.slice(0, from), ...items.slice(from + size)] } as Plan
        if (await fails(candidate)) search.smallest = candidate
        else from += size
      }
  const { smallest } = search
  return { plan: smallest, violation: await fails(smallest) }
}
