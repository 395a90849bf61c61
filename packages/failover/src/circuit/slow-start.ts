/** Where slow start no longer limits anything. */
const ENDS_AT = 256

/** After an outage traffic comes back a few calls at a time; each success doubles how many. */
export class SlowStart {
  #limit = Number.POSITIVE_INFINITY

  get limit(): number {
    return this.#limit
  }

  begin(limit: number): void {
    this.#limit = limit
  }

  succeeded(): void {
    if (this.#limit === Number.POSITIVE_INFINITY) return
    this.#limit *= 2
    if (this.#limit >= ENDS_AT) this.#limit = Number.POSITIVE_INFINITY
  }
}
