import type { Runtime } from '@understudy/spec'
import type { CircuitBoard } from '../circuit/board.ts'
import type { Permit } from '../circuit/permit.ts'
import type { Attempt } from './attempt.ts'
import { ruledOut } from './obstacles.ts'
import { type Execution, usefulMs } from './execution.ts'
import type { Target } from './target.ts'

/** Those that could not be moved on, since nobody else could take them, are looked at again after this. */
const AGAIN_MS = 1_000

export interface HangWatchParts {
  readonly board: CircuitBoard
  readonly runtime: Pick<Runtime, 'now' | 'after'>
  /** Moves the attempts on that hold one of these permits on the target. */
  readonly moveOn: (target: Target, permits: ReadonlySet<Permit>) => void
}

/**
 * Moves calls on from a target that stopped answering: a few wait out their time to find out, the rest go to the next target at
 * once. At most one timer per target, and none while fewer calls are silent than may pay.
 */
export class HangWatch {
  readonly #parts: HangWatchParts
  readonly #timers = new Map<string, () => void>()

  constructor(parts: HangWatchParts) {
    this.#parts = parts
  }

  /** An attempt on the target began. */
  began(target: Target): void {
    if (!this.#timers.has(target.key)) this.#arm(target, 0)
  }

  /** An attempt on the target ended, perhaps by its time, and its circuits were settled. */
  settled(target: Target, timedOut: boolean): void {
    // It may have opened the circuit: whoever waits for the target still has nothing to wait for.
    if (timedOut) this.#moveOn(target)
    const disarm = this.#timers.get(target.key)
    if (!disarm || (this.#parts.board.peek('target', target)?.hangsAt() ?? null) !== null) return
    disarm()
    this.#timers.delete(target.key)
  }

  #arm(target: Target, leastMs: number): void {
    const { board, runtime } = this.#parts
    const at = board.peek('target', target)?.hangsAt() ?? null
    if (at === null) return
    const disarm = runtime.after(Math.max(leastMs, at - runtime.now()), () => {
      this.#timers.delete(target.key)
      this.#moveOn(target)
      this.#arm(target, AGAIN_MS)
    })
    this.#timers.set(target.key, disarm)
  }

  #moveOn(target: Target): void {
    const permits = this.#parts.board.peek('target', target)?.hanging() ?? []
    if (permits.length > 0) this.#parts.moveOn(target, new Set(permits))
  }
}

/** Cuts those attempts off that another model could serve. Whoever has nowhere to go waits on: the target may only be slow. */
export function moveOn(attempts: Iterable<Attempt>, target: Target, permits: ReadonlySet<Permit>): void {
  for (const attempt of attempts)
    if (permits.has(attempt.admission.permit) && couldGoElsewhere(attempt.execution, target)) attempt.cut('silent')
}

function couldGoElsewhere(execution: Execution, target: Target): boolean {
  const { engine, call } = execution
  const now = engine.runtime.now()
  const free = (other: Target): boolean =>
    !ruledOut(execution, other) && !engine.board.refusal(other, now) && !engine.capacity(other).refusal(call, now)
  return usefulMs(execution) > 0 && execution.order.some((other) => other !== target && !other.degraded && free(other))
}
