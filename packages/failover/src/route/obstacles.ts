import type { Execution } from './execution.ts'
import type { BarsNow } from './memory.ts'
import { Skip, skipForCapacity, skipForCircuit } from './skip.ts'
import { suspicionOf } from './suspicion.ts'
import type { Target } from './target.ts'

const TRIED = new Skip('tried', 'it failed in this execution')
const EXTRA = new Skip('extra-attempts', 'too many extra attempts are under way')

/** What keeps a target out whatever its health. Asked before every attempt: retries, hedges and forced probes included. */
export function ruledOut(execution: Execution, target: Target, bars?: BarsNow): Skip | null {
  const { engine, call } = execution
  if (target.tasks && !target.tasks.includes(call.task)) return new Skip('task', `it does not do ${call.task}`)
  const refusal = engine.oversight.gate.refusal(target, execution.question, bars?.wallTime)
  if (refusal) return new Skip(refusal.by === 'policy' ? 'policy' : 'barred', refusal.why)
  const bar = engine.memory.barOn(target, bars)
  if (bar) return new Skip('barred', bar.sentence)
  const { unavailable: why } = target.adapter
  if (why !== undefined) return new Skip('unavailable', why)
  const missing = engine.notInstalled.get(target.key)
  if (missing !== undefined) return new Skip('not-installed', missing)
  if (execution.refusedVendors.includes(target.vendor)) return new Skip('same-vendor', `${target.vendor} refused this request`)
  if (execution.tried.includes(target)) return TRIED
  const { contextTokens } = target.adapter.limits
  if (contextTokens <= execution.tooSmallTokens)
    return new Skip('too-small', `its window of ${contextTokens} tokens is not larger`)
  const { attempts } = engine.settings
  return !target.degraded && execution.counted >= attempts ? new Skip('attempts', `all ${attempts} attempts are used`) : null
}

/** Whether another target that is well, and no stopgap, could take this call now. */
export function anotherServes(execution: Execution, target: Target): boolean {
  const { engine, order } = execution
  const now = engine.runtime.now()
  return order.some(
    (other) =>
      other !== target &&
      !other.degraded &&
      suspicionOf(engine, other) === null &&
      !ruledOut(execution, other) &&
      !unavailable(execution, other, false, now),
  )
}

/** What keeps a target out for now. */
export function unavailable(execution: Execution, target: Target, extra: boolean, now: number): Skip | null {
  const { engine, call } = execution
  if (engine.settings.onRefusal === 'failover' && engine.refusals.openForMs(target, call.task) !== null)
    return new Skip('refusing', `it refuses ${call.task} again and again`)
  const refusal = engine.board.refusal(target, now)
  if (refusal) return skipForCircuit(refusal)
  const dear = engine.oversight.ledger.refusal(target, call)
  if (dear) return new Skip('spending', dear)
  const full = engine.capacity(target).refusal(call, now)
  if (full) return skipForCapacity(full)
  return extra && !engine.extra.free ? EXTRA : null
}
