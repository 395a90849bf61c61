import type { Circuit } from './circuit.ts'

/** What an attempt says about the thing a circuit guards. `neutral` says nothing and is not recorded. */
export type CircuitOutcome = 'ok' | 'fault' | 'trip' | 'neutral'

/**
 * Counts the changes of state of all circuits that give permits together, so that one number on a permit tells each of them
 * whether it changed since.
 */
export class Epochs {
  #latest = 0

  get latest(): number {
    return this.#latest
  }

  begin(): number {
    return ++this.#latest
  }
}

/** The right to make one attempt, given by every circuit that guards it or by none. Ended exactly once. */
export class Permit {
  /** What gave it. */
  readonly circuits: readonly Circuit[]
  /** The latest epoch when it was given. Outcomes decide nothing in a circuit that began a later one. */
  readonly epoch: number
  readonly startedAt: number
  #expiresAt: number | null = null
  #ended = false

  constructor(circuits: readonly Circuit[], epoch: number, startedAt: number) {
    this.circuits = circuits
    this.epoch = epoch
    this.startedAt = startedAt
    for (const circuit of circuits) circuit.join(this)
  }

  /** True when a half-open circuit decides by this attempt alone. */
  get probe(): boolean {
    return this.#expiresAt !== null
  }

  /** On the runtime's clock: the earliest end of a lease; a probe that is still going then has failed. Null without a lease. */
  get expiresAt(): number | null {
    return this.#expiresAt
  }

  leaseUntil(at: number): void {
    this.#expiresAt = Math.min(this.#expiresAt ?? Infinity, at)
  }

  /** False when it was ended before. */
  end(): boolean {
    if (this.#ended) return false
    return (this.#ended = true)
  }

  expired(now: number): boolean {
    return this.#expiresAt !== null && now >= this.#expiresAt
  }
}
