import { checkNumber } from '@understudy/spec'

/** Money that is set aside for a call under way. */
export interface Reservation {
  readonly usd: number
}

/**
 * Keeps one run below a sum. The most that a call can cost is set aside before it is sent, so that calls side by side cannot
 * overrun the cap together; what it did cost is booked when it ends.
 */
export class SpendingCap {
  readonly capUsd: number
  readonly #open = new Set<Reservation>()
  #spentUsd = 0

  /** @throws InvalidOptionError when the cap is not a number above 0 */
  constructor(capUsd: number) {
    this.capUsd = checkNumber('spendingCapUsd', capUsd, { min: Number.MIN_VALUE })
  }

  get spentUsd(): number {
    return this.#spentUsd
  }

  get leftUsd(): number {
    let reserved = 0
    for (const { usd } of this.#open) reserved += usd
    return Math.max(0, this.capUsd - this.#spentUsd - reserved)
  }

  /** Sets the money aside, or gives null when it would pass the cap. A call without a price is free to the cap: `usd` 0. */
  reserve(usd: number): Reservation | null {
    // Nothing left means nothing more, priced or not: an unknown price must not be a way around the cap.
    if (this.#spentUsd >= this.capUsd || usd > this.leftUsd) return null
    const reservation = { usd }
    this.#open.add(reservation)
    return reservation
  }

  /** Books what the call cost and frees what was set aside. Counts once, however often it is called. */
  settle(reservation: Reservation, usd: number): void {
    if (this.#open.delete(reservation)) this.#spentUsd += usd
  }
}
