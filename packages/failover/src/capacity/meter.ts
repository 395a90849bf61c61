const MINUTE_MS = 60_000
/** Two times that are this near are the same: vendors round to seconds, and answers travel. */
const CLOSE_MS = 1_500

/** What the vendor said about one of its limits, in the reply to one call. */
export interface MeterReading {
  readonly limit: number
  readonly remaining: number
  /** Until the limit is whole again. */
  readonly resetMs?: number
}

/** The state of the meter when a call was sent, kept to compare the reading that comes back with it. */
export interface MeterMark {
  readonly at: number
  readonly level: number
  readonly taken: number
  /** All that readings had corrected until then, so that one difference is not taken off once per call in flight. */
  readonly corrected: number
}

/**
 * One limit per minute as the vendor keeps it, followed from this side: filled continuously like a bucket, or at once when
 * a window ends, whichever its readings show.
 */
export class Meter {
  #limit: number
  #burst: number
  #level: number
  #at: number
  /** Start of the next window when the vendor counts in windows; null while it fills continuously. */
  #windowEndsAt: number | null = null
  #taken = 0
  #corrected = 0

  /** A configured limit is spread evenly over the minute; one that the vendor stated may be used in a burst, as it allows. */
  constructor(limit: number, now: number, spread: boolean) {
    this.#limit = limit
    this.#burst = spread ? Math.max(1, limit / 60) : limit
    this.#level = this.#burst
    this.#at = now
  }

  /** A minute's worth. */
  get limit(): number {
    return this.#limit
  }

  /** Null when `amount` may be taken now, else milliseconds until it may. More than the whole limit asks for a full meter. */
  waitMs(amount: number, now: number): number | null {
    this.#fill(now)
    const missing = Math.min(amount, this.#burst) - this.#level
    if (missing <= 1e-9) return null
    if (this.#windowEndsAt !== null) return Math.max(1, this.#windowEndsAt - now)
    return Math.max(1, missing / (this.#limit / MINUTE_MS))
  }

  take(amount: number, now: number): MeterMark {
    this.#fill(now)
    this.#level -= amount
    this.#taken += amount
    return { at: now, level: this.#level, taken: this.#taken, corrected: this.#corrected }
  }

  /** Corrects an estimate once the real amount is known. */
  correct(difference: number): void {
    this.#level = Math.min(this.#burst, this.#level - difference)
    this.#taken += difference
  }

  /**
   * Believes the vendor: fewer left than counted here means that others use the same credential. Without a mark the call
   * was sent before anything was counted.
   */
  read(reading: MeterReading, mark: MeterMark | null, now: number): void {
    this.#fill(now)
    if (reading.limit !== this.#limit) this.#resize(reading.limit)
    // Vendors count when a call arrives, also where their answer takes minutes.
    this.#learnStyle(reading, mark?.at ?? now)
    this.#fill(now)
    if (!mark) this.#level = Math.min(this.#level, reading.remaining)
    else this.#follow(reading.remaining - (mark.level + this.#corrected - mark.corrected), this.#taken - mark.taken)
  }

  /** A vendor that counts when it answers has also counted what was sent since: that alone explains so much. */
  #follow(difference: number, sentSince: number): void {
    const correction = difference > 0 ? Math.min(difference, this.#burst - this.#level) : Math.min(0, difference + sentSince)
    this.#level += correction
    this.#corrected += correction
  }

  #fill(now: number): void {
    if (this.#windowEndsAt !== null) {
      if (now < this.#windowEndsAt) return
      this.#level = this.#burst
      this.#windowEndsAt += MINUTE_MS * Math.ceil((now - this.#windowEndsAt + 1) / MINUTE_MS)
    } else this.#level = Math.min(this.#burst, this.#level + ((now - this.#at) * this.#limit) / MINUTE_MS)
    this.#at = now
  }

  #resize(limit: number): void {
    this.#level = Math.min(limit, this.#level + (limit - this.#burst))
    this.#limit = limit
    this.#burst = limit
  }

  /** A bucket needs as long to refill as was taken from it; a window ends when it ends, whatever was taken. */
  #learnStyle({ limit, remaining, resetMs }: MeterReading, countedAt: number): void {
    if (resetMs === undefined || resetMs <= 0 || limit <= 0) return
    const endsAt = countedAt + resetMs
    if (this.#windowEndsAt !== null && Math.abs(endsAt - this.#windowEndsAt) <= CLOSE_MS) return
    const refillMs = ((limit - remaining) / limit) * MINUTE_MS
    this.#windowEndsAt = Math.abs(resetMs - refillMs) <= CLOSE_MS + refillMs * 0.3 ? null : endsAt
  }
}
