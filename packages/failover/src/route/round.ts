import { admit, type Admission } from './admission.ts'
import { Attempt, type AttemptEnd } from './attempt.ts'
import { ruledOut } from './choose.ts'
import { type Execution, tell } from './execution.ts'
import { planAttempt } from './plan.ts'
import type { Request } from './request.ts'
import type { Target } from './target.ts'

/**
 * Makes one attempt, hedged by a second one where the operator turned that on and the first is unusually slow. Gives the end of
 * the attempt that decides.
 */
export function round<T>(execution: Execution, admission: Admission, request: Request): Promise<AttemptEnd<T>> {
  const hedgeAfterMs = hedgeDelay(execution, admission.target)
  const first = begin<T>(execution, admission, request)
  return hedgeAfterMs === null ? first.ended : hedged(first, hedgeAfterMs)
}

async function hedged<T>(first: Attempt<T>, ms: number): Promise<AttemptEnd<T>> {
  const second = (await isSlow(first, ms)) ? hedge(first) : null
  if (!second) return first.ended
  const winner = await Promise.race([first.ended, second.ended])
  const loser = winner.target === first.target ? second : first
  if (winner.ok) loser.cut('hedge-lost')
  const other = await loser.ended
  return winner.ok ? winner : other
}

function begin<T>(execution: Execution, admission: Admission, request: Request): Attempt<T> {
  const attempt = new Attempt<T>(execution, admission, request, planAttempt(execution, admission))
  tell(execution, { type: 'attempt-started', number: attempt.number, target: attempt.target.id, why: request.why })
  return attempt.begin()
}

function hedgeDelay({ engine }: Execution, target: Target): number | null {
  const { hedging } = engine.settings
  if (!hedging || target.degraded) return null
  return engine.board.peek('target', target)?.latency.quantile(hedging.quantile, hedging.minimumAnswers) ?? null
}

async function isSlow({ execution, ended }: Attempt, ms: number): Promise<boolean> {
  let wake: (slow: boolean) => void = () => {}
  const waited = new Promise<boolean>((resolve) => (wake = resolve))
  const disarm = execution.engine.runtime.after(ms, () => wake(true))
  const slow = await Promise.race([waited, ended.then(() => false)])
  disarm()
  return slow
}

/** Begins the same call elsewhere: only where the code may be as well, and only within every budget. */
function hedge<T>({ execution, target: slow, request }: Attempt<T>): Attempt<T> | null {
  const { engine, order } = execution
  if (!engine.extra.free) return null
  for (const target of order) {
    if (target === slow || target.degraded || target.residency !== slow.residency || ruledOut(execution, target)) continue
    if (engine.board.refusal(target) || !engine.hedges.tryTake()) continue
    const admission = admit(execution, target, true)
    if (admission) return begin(execution, admission, { ...request, why: `${slow.id} is slower than usual` })
  }
  return null
}
