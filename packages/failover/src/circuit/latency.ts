const KEPT = 64

/** How long a target's good answers took lately. Forgets nothing at an outage: what is usual stays usual. */
export class Latency {
  readonly #recent: number[] = []
  #next = 0

  record(durationMs: number): void {
    this.#recent[this.#next++ % KEPT] = durationMs
  }

  /** The share `q` of answers took at most this; null before `atLeast` were seen. */
  quantile(q: number, atLeast = 5): number | null {
    if (this.#recent.length < atLeast) return null
    const sorted = this.#recent.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? null
  }
}
