/** Between two forced probes of one route; Envoy's panic mode for routes of few targets. */
const FORCED_PROBE_EVERY_MS = 1_000

/** When every permitted target is open, one call a second may try one all the same. */
export class ForcedProbe {
  #nextAt = 0

  tryTake(now: number): boolean {
    if (now < this.#nextAt) return false
    this.#nextAt = now + FORCED_PROBE_EVERY_MS
    return true
  }

  /** Milliseconds until the next one. */
  waitMs(now: number): number {
    return Math.max(0, this.#nextAt - now)
  }
}
