import type { ModelCall } from '@understudy/spec'
import { type Admission, admit } from './admission.ts'
import { type AttemptEnd, makeAttempt } from './attempt.ts'
import { ruledOut } from './choose.ts'
import { Cutter } from './cutter.ts'
import { type Execution, tell } from './execution.ts'
import { planAttempt } from './plan.ts'
import { settleAttempt } from './settle.ts'
import type { Target } from './target.ts'

/** The attempt that decides, and the target it was made on. */
export interface RoundEnd<T> {
  readonly target: Target
  readonly end: AttemptEnd<T>
}

/** Makes one attempt, hedged by a second one where the operator turned that on and the first is unusually slow. */
export function round<T>(execution: Execution, admission: Admission, call: ModelCall, why: string): Promise<RoundEnd<T>> {
  const hedgeAfterMs = hedgeDelay(execution, admission.target)
  const first = begin<T>(execution, admission, call, why)
  return hedgeAfterMs === null ? first.ended : hedged(execution, first, admission.target, call, hedgeAfterMs)
}

async function hedged<T>(
  execution: Execution,
  first: Begun<T>,
  target: Target,
  call: ModelCall,
  ms: number,
): Promise<RoundEnd<T>> {
  const second = (await isSlow(execution, first, ms)) ? hedge<T>(execution, target, call) : null
  if (!second) return first.ended
  const winner = await Promise.race([first.ended, second.ended])
  const loser = winner.target === target ? second : first
  if (winner.end.ok) loser.cutter.cut('hedge-lost')
  const other = await loser.ended
  return winner.end.ok ? winner : other
}

interface Begun<T> {
  readonly ended: Promise<RoundEnd<T>>
  readonly cutter: Cutter
}

function begin<T>(execution: Execution, admission: Admission, call: ModelCall, why: string): Begun<T> {
  const { runtime } = execution.engine
  const { target } = admission
  const plan = planAttempt(execution, admission, call, why)
  const started = { at: runtime.now(), wall: runtime.wallTime() }
  tell(execution, { type: 'attempt-started', number: plan.number, target: target.id, why })
  const cutter = new Cutter(admission.permit)
  const ended = makeAttempt<T>(execution, plan, cutter).then((end) => ({
    target,
    end: settleAttempt(execution, plan, end, started),
  }))
  return { ended, cutter }
}

function hedgeDelay({ engine }: Execution, target: Target): number | null {
  const { hedging } = engine.settings
  if (!hedging || target.degraded) return null
  return engine.board.peek('target', target)?.latency.quantile(hedging.quantile, hedging.minimumAnswers) ?? null
}

async function isSlow<T>(execution: Execution, first: Begun<T>, ms: number): Promise<boolean> {
  let wake: (slow: boolean) => void = () => {}
  const waited = new Promise<boolean>((resolve) => (wake = resolve))
  const disarm = execution.engine.runtime.after(ms, () => wake(true))
  const slow = await Promise.race([waited, first.ended.then(() => false)])
  disarm()
  return slow
}

/** Begins the same call elsewhere: only where the code may be as well, and only within every budget. */
function hedge<T>(execution: Execution, slow: Target, call: ModelCall): Begun<T> | null {
  const { engine, order } = execution
  if (!engine.extra.free) return null
  for (const target of order) {
    if (target === slow || target.degraded || target.residency !== slow.residency || ruledOut(execution, target)) continue
    if (engine.board.refusal(target) || !engine.hedges.tryTake()) continue
    const admission = admit(execution, target, true)
    if (admission) return begin(execution, admission, call, `${slow.id} is slower than usual`)
  }
  return null
}
