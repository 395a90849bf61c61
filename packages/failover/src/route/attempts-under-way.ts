import type { Runtime } from '@understudy/spec'
import type { Attempt } from './attempt.ts'
import type { Execution } from './execution.ts'
import type { Cut } from './failure.ts'

/**
 * The attempts of a route that are under way, and the one timer for all their deadlines. It stands at the earliest, or at that
 * of an attempt that ended meanwhile, and at none when nothing is under way.
 */
export class AttemptsUnderWay {
  readonly #runtime: Pick<Runtime, 'now' | 'after'>
  readonly #attempts = new Set<Attempt>()
  #wakeAt = Infinity
  #disarm: () => void = () => {}

  constructor(runtime: Pick<Runtime, 'now' | 'after'>) {
    this.#runtime = runtime
  }

  add(attempt: Attempt): void {
    this.#attempts.add(attempt)
    this.#wakeBy(attempt.deadline)
  }

  delete(attempt: Attempt): void {
    this.#attempts.delete(attempt)
    if (this.#attempts.size > 0) return
    this.#disarm()
    this.#wakeAt = Infinity
  }

  [Symbol.iterator](): IterableIterator<Attempt> {
    return this.#attempts.values()
  }

  /** Cuts all attempts off, or those of one execution. */
  cut(by: Cut, of?: Execution): void {
    for (const attempt of this.#attempts) if (!of || attempt.execution === of) attempt.cut(by)
  }

  #wakeBy(at: number): void {
    if (at >= this.#wakeAt) return
    this.#disarm()
    this.#wakeAt = at
    this.#disarm = this.#runtime.after(at - this.#runtime.now(), () => this.#wake())
  }

  /** Rare, whatever the traffic: between two deadlines that are really met lies most of an attempt's time. */
  #wake(): void {
    const now = this.#runtime.now()
    this.#wakeAt = Infinity
    let next = Infinity
    for (const attempt of this.#attempts)
      if (attempt.deadline <= now) attempt.cut(attempt.deadlineIs)
      else next = Math.min(next, attempt.deadline)
    if (next < Infinity) this.#wakeBy(next)
  }
}
