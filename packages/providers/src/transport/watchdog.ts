import type { Runtime } from '@understudy/spec'

/**
 * One timer for all limits of a call. A limit that moves later costs nothing: the timer looks again when it fires,
 * so a stream of ten thousand chunks arms a few timers, not ten thousand.
 */
export class Watchdog {
  readonly #runtime: Runtime
  readonly #onExpired: () => void
  #cancel: (() => void) | undefined
  #limit = Number.POSITIVE_INFINITY
  #armedFor = Number.POSITIVE_INFINITY

  constructor(runtime: Runtime, onExpired: () => void) {
    this.#runtime = runtime
    this.#onExpired = onExpired
  }

  /** Sets the moment, on the runtime's clock, at which the call has taken too long. */
  expireAt(limit: number): void {
    this.#limit = limit
    if (limit >= this.#armedFor) return
    this.#cancel?.()
    this.#arm()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#armedFor = Number.NEGATIVE_INFINITY
  }

  #arm(): void {
    this.#armedFor = this.#limit
    this.#cancel = this.#runtime.after(this.#limit - this.#runtime.now(), () => {
      this.#armedFor = Number.POSITIVE_INFINITY
      // Timers may fire a little early on the monotonic clock; then only the rest is waited for.
      if (this.#runtime.now() < this.#limit) this.#arm()
      else this.#onExpired()
    })
  }
}
