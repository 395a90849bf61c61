import { admit } from './admission.ts'
import type { Attempt, AttemptEnd } from './attempt.ts'
import { beginAttempt } from './begin-attempt.ts'
import { ruledOut } from './obstacles.ts'
import { suspicionOf } from './suspicion.ts'

/** The end of the attempt that decides: of the first, or of a hedge where the operator turned that on and the first is slow. */
export function round(first: Attempt): Promise<AttemptEnd> {
  const hedgeAfterMs = hedgeDelay(first)
  return hedgeAfterMs === null ? first.ended : hedged(first, hedgeAfterMs)
}

async function hedged(first: Attempt, ms: number): Promise<AttemptEnd> {
  const second = (await isSlow(first, ms)) ? hedge(first) : null
  if (!second) return first.ended
  const winner = await Promise.race([first.ended, second.ended])
  const loser = winner.target === first.target ? second : first
  if (winner.ok) loser.cut('hedge-lost')
  const other = await loser.ended
  return winner.ok ? winner : other
}

function hedgeDelay({ execution, target }: Attempt): number | null {
  const { engine } = execution
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
function hedge({ execution, target: slow, request }: Attempt): Attempt | null {
  const { engine, order } = execution
  if (!engine.extra.free) return null
  for (const target of order) {
    if (target === slow || target.degraded || target.residency !== slow.residency || ruledOut(execution, target)) continue
    if (engine.board.refusal(target) || suspicionOf(engine, target) || !engine.hedges.tryTake()) continue
    const admission = admit(execution, target, true)
    if (admission) return beginAttempt(execution, admission, { ...request, why: `${slow.id} is slower than usual` })
  }
  return null
}
