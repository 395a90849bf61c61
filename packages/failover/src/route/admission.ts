import { FAILURE_RULES } from '@understudy/spec'
import type { Place, PlaceEnd } from '../capacity/target-capacity.ts'
import type { Permit } from '../circuit/permit.ts'
import type { Reservation } from '../price/spending-cap.ts'
import { probeInstead } from './canned-probe.ts'
import { anotherServes } from './obstacles.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

/** Everything an attempt holds while it runs. Given back exactly once. */
export interface Admission {
  readonly target: Target
  readonly permit: Permit
  readonly place: Place
  /** Set aside under the run's cap, where there is one. */
  readonly money: Reservation | null
  /** True when it counts against the budget for extra attempts. */
  readonly extra: boolean
}

/** Takes all that an attempt on this target needs, or nothing. */
export function admit(execution: Execution, target: Target, extra: boolean, force = false): Admission | null {
  const { engine, call } = execution
  const now = engine.runtime.now()
  if (engine.capacity(target).refusal(call, now) || (extra && !engine.extra.free)) return null
  if (engine.oversight.ledger.refusal(target, call)) return null
  const permit = engine.board.admit(target, force)
  if (!permit || (!force && probeInstead(engine, target, permit, permit.probe && anotherServes(execution, target)))) return null
  if (extra) engine.extra.tryTake()
  const money = engine.oversight.ledger.reserve(target, call)
  return { target, permit, place: engine.capacity(target).take(call, now), money, extra }
}

/** Gives back what the attempt held, and lets those who wait try. Its circuits were settled before. */
export function giveBack(execution: Execution, admission: Admission, end: PlaceEnd): void {
  const { engine } = execution
  if (admission.extra) engine.extra.release()
  engine.capacity(admission.target).release(admission.place, end, engine.runtime.now())
  engine.line.pump()
}

const MULTIPLYING = new Set(['retry-then-next', 'next', 'repair-then-next'])

/** Whether the next attempt adds load: the target that failed is still in use, so calls go there and here. */
export function multiplies({ engine, lastTarget, lastFailure }: Execution): boolean {
  if (!lastTarget || !lastFailure || !MULTIPLYING.has(FAILURE_RULES[lastFailure.kind].reaction)) return false
  const leftAlone = engine.board.refusal(lastTarget) !== null || engine.suspects.of(lastTarget.key) !== null
  return engine.memory.barOn(lastTarget) === null && !leftAlone
}
