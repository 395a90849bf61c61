import { UnderstudyError } from '@understudy/spec'
import type { Cut } from './failure.ts'

/** Something that an adapter was asked for, until it ends or is cut off, whichever comes first. */
export abstract class AdapterCall<Answer> {
  readonly #controller = new AbortController()
  #cutBy: Cut | null = null

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Null while it was not cut off. */
  get cutBy(): Cut | null {
    return this.#cutBy
  }

  /** Tells the adapter through its signal, and goes on without waiting for it. The first reason stays. */
  cut(by: Cut): void {
    if (this.#cutBy) return
    this.#cutBy = by
    const error = new UnderstudyError('cancelled', `The attempt was cut off: ${by}.`)
    // In a turn of its own, since whoever cuts one is often about to cut others.
    queueMicrotask(() => this.failed(error))
    this.#controller.abort(error)
  }

  /** Both ends are given, so that what comes after a cut is neither used nor unhandled. */
  protected follow(work: PromiseLike<Answer>): void {
    work.then(
      (answer) => this.#cutBy ?? this.answered(answer),
      (thrown: unknown) => this.#cutBy ?? this.failed(thrown),
    )
  }

  protected abstract answered(answer: Answer): void
  /** It threw, or was cut off. */
  protected abstract failed(thrown: unknown): void
}
