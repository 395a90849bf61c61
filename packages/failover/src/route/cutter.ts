import { UnderstudyError } from '@understudy/spec'
import type { Cut } from './failure.ts'

/** Ends one attempt from outside: tells the adapter through its signal, and the engine without waiting for the adapter. */
export class Cutter {
  readonly #controller = new AbortController()
  /** Rejects once the attempt is cut off; otherwise never settles. */
  readonly cutOff: Promise<never>
  #reject: (error: Error) => void = () => {}
  #why: Cut | null = null

  constructor() {
    this.cutOff = new Promise((_, reject) => (this.#reject = reject))
    this.cutOff.catch(() => {})
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get why(): Cut | null {
    return this.#why
  }

  /** The first reason stays. */
  cut(why: Cut): void {
    if (this.#why) return
    this.#why = why
    const error = new UnderstudyError('cancelled', `The attempt was cut off: ${why}.`)
    this.#reject(error)
    this.#controller.abort(error)
  }
}
