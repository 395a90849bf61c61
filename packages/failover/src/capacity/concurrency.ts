/** Quiet time at the limit before it is tried whether the vendor takes more. */
const FIRST_PATIENCE_MS = 10_000
const LONGEST_PATIENCE_MS = 600_000

/**
 * How many calls a vendor takes at once, learned from what it refuses: the limit falls to what was accepted, and rises by a
 * step that doubles while all goes well. A step that is refused makes the next one wait twice as long.
 */
export class AdaptiveConcurrency {
  readonly #most: number
  #limit: number
  #step = 1
  #patienceMs = FIRST_PATIENCE_MS
  #triedAt = 0

  constructor(most: number) {
    this.#most = most
    this.#limit = most
  }

  get limit(): number {
    return this.#limit
  }

  /** The vendor refused one more while it was working on `others`. */
  refused(others: number, now: number): void {
    const accepted = Math.max(1, others)
    if (accepted >= this.#limit) return
    if (this.#step > 1 || accepted === this.#limit - 1) this.#patienceMs = Math.min(LONGEST_PATIENCE_MS, this.#patienceMs * 2)
    this.#limit = accepted
    this.#step = 1
    this.#triedAt = now
  }

  /** A call ended well while `inFlight` were going, itself included. */
  succeeded(inFlight: number, now: number): void {
    if (this.#limit >= this.#most || inFlight < this.#limit || now - this.#triedAt < this.#patienceMs) return
    this.#limit = Math.min(this.#most, this.#limit + this.#step)
    this.#step *= 2
    this.#triedAt = now
  }
}
