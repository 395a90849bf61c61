import type { CircuitSettings } from './options.ts'

/** Durations that make a baseline. */
const BASELINE_SAMPLE = 20
/** How fast the baseline may follow calls that became slower for good: a tenth an hour, so that a slow leak still stands out. */
const GROWTH_PER_MS = Math.log(1.1) / 3_600_000

/**
 * Notices a target that answers, but ever more slowly than it used to. The baseline is the median of its first answers;
 * it falls with faster answers at once, and rises slowly.
 */
export class SlowCalls {
  readonly #settings: CircuitSettings
  readonly #first: number[] = []
  readonly #recent: boolean[] = []
  #baselineMs: number | null = null
  #updatedAt = 0

  constructor(settings: CircuitSettings) {
    this.#settings = settings
  }

  /** Records one good answer; true when the share of slow ones trips the circuit. */
  record(durationMs: number, now: number): boolean {
    if (this.#baselineMs === null) {
      this.#first.push(durationMs)
      if (this.#first.length === BASELINE_SAMPLE) this.#baselineMs = medianOf(this.#first)
      this.#updatedAt = now
      return false
    }
    this.#follow(durationMs, now)
    const { slowFactor, slowLeastMs, slowRate, slowSample } = this.#settings
    this.#recent.push(durationMs > Math.max(slowLeastMs, slowFactor * this.#baselineMs))
    if (this.#recent.length > slowSample) this.#recent.shift()
    return this.#recent.length === slowSample && this.#recent.filter(Boolean).length >= slowRate * slowSample
  }

  /** Forgets the past: what a target does after its return is its new baseline. */
  reset(): void {
    this.#first.length = 0
    this.#recent.length = 0
    this.#baselineMs = null
  }

  #follow(durationMs: number, now: number): void {
    const baseline = this.#baselineMs ?? durationMs
    const ceiling = baseline * Math.exp(GROWTH_PER_MS * Math.max(0, now - this.#updatedAt))
    this.#baselineMs = Math.max(1, Math.min(ceiling, baseline * 0.9 + durationMs * 0.1))
    this.#updatedAt = now
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.max(1, sorted[Math.floor(sorted.length / 2)] ?? 1)
}
