import { obeyedRetryAfterMs } from './cooldown.ts'
import type { CircuitSettings } from './options.ts'

/** Back-off for "too many" without a time, as in AWS's clients: 1 s doubling to 20 s, full jitter. */
const BASE_MS = 1_000
const CAP_MS = 20_000

/** "At once" from a vendor that just said "too many" is no invitation to hammer: the least wait, which doubles as it says so again. */
const FLOOR_MS = 250

const grown = (ms: number, times: number): number => Math.min(CAP_MS, ms * 2 ** (times - 1))

/** The vendor's own "not before". The latest of all that were received holds; each is capped. */
export class Throttle {
  #notBefore = 0
  #inARow = 0

  get notBefore(): number {
    return this.#notBefore
  }

  obey(retryAfterMs: number, settings: CircuitSettings, now: number): void {
    this.#notBefore = Math.max(this.#notBefore, now + obeyedRetryAfterMs(retryAfterMs, settings))
  }

  /** "Too many", with the vendor's time or without one. */
  throttled(retryAfterMs: number | undefined, settings: CircuitSettings, random: number, now: number): void {
    this.#inARow++
    if (retryAfterMs !== undefined && retryAfterMs < FLOOR_MS) return this.obey(grown(FLOOR_MS, this.#inARow), settings, now)
    this.obey(retryAfterMs ?? random * Math.min(CAP_MS, BASE_MS * 2 ** (this.#inARow - 1)), settings, now)
  }

  answered(): void {
    this.#inARow = 0
  }

  clear(): void {
    this.#notBefore = 0
    this.#inARow = 0
  }
}
