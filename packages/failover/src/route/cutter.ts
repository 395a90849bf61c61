import { UnderstudyError } from '@understudy/spec'
import type { Permit } from '../circuit/permit.ts'
import type { Cut } from './failure.ts'

/** Ends one attempt from outside: tells the adapter through its signal, and the engine without waiting for the adapter. */
export class Cutter {
  readonly #controller = new AbortController()
  /** What its attempt holds; null for a canned call. */
  readonly permit: Permit | null
  #reject: ((error: Error) => void) | null = null
  #why: Cut | null = null

  constructor(permit: Permit | null = null) {
    this.permit = permit
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get why(): Cut | null {
    return this.#why
  }

  /** Follows `work` until the attempt is cut off. */
  race<T>(work: T | PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject
      if (this.#why) reject(new UnderstudyError('cancelled', `The attempt was cut off: ${this.#why}.`))
      // Both ends are given, so that what comes after a cut is neither used nor unhandled.
      Promise.resolve(work).then(resolve, reject)
    })
  }

  /** The first reason stays. */
  cut(why: Cut): void {
    if (this.#why) return
    this.#why = why
    const error = new UnderstudyError('cancelled', `The attempt was cut off: ${why}.`)
    this.#reject?.(error)
    this.#controller.abort(error)
  }
}
