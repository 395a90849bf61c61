import { Latency } from './latency.ts'
import type { CircuitSettings } from './options.ts'
import type { Permit } from './permit.ts'

/** Below this no silence keeps further calls away, however fast a target usually is. */
const LEAST_SUSPICIOUS_MS = 2_000
/** First signs that make a baseline, and after how many more it is worked out again. */
const BASELINE_SAMPLE = 20
const REFRESH_AFTER = 16

/** Share of first signs that took at most what is called usual; a median would call every fourth healthy call late. */
const USUAL_QUANTILE = 0.75

/**
 * Attempts of which nothing was heard yet. While nothing at all comes from a target and the oldest are overdue against what is
 * usual for it, only a few more may join them, and those beyond a few are taken for hanging: a target that begins to hang then
 * costs a handful of calls, also when many were in flight. One sign of life on any attempt begins the wait anew, since a target
 * that answers somebody is slow at worst.
 */
export class Silence {
  readonly #silent = new Set<Permit>()
  readonly #delays = new Latency()
  /** Milliseconds. */
  #usualMs: number | null = null
  #untilRefresh = BASELINE_SAMPLE
  #heardAt = Number.NEGATIVE_INFINITY

  /** What is usual to the first sign of life, in milliseconds; null while too little is known. */
  get usualMs(): number | null {
    if (this.#untilRefresh <= 0) {
      this.#untilRefresh = REFRESH_AFTER
      this.#usualMs = this.#delays.quantile(USUAL_QUANTILE)
    }
    return this.#usualMs
  }

  /** Takes over what was usual in an earlier process, until enough was seen in this one. */
  expect(usualMs: number): void {
    this.#usualMs ??= usualMs
  }

  began(permit: Permit): void {
    this.#silent.add(permit)
  }

  /** A sign of life; the first one of an attempt says how long such calls take to it. */
  heard(permit: Permit, now: number): void {
    this.#heardAt = now
    if (!this.#silent.delete(permit)) return
    this.#delays.record(now - permit.startedAt)
    this.#untilRefresh--
  }

  /** Ended without one. */
  ended(permit: Permit): void {
    this.#silent.delete(permit)
  }

  /** @param faultsInARow those that ended badly meanwhile: their places are not given to others */
  suspicious(faultsInARow: number, settings: CircuitSettings, now: number): boolean {
    if (this.#silent.size === 0 || this.#silent.size + faultsInARow < settings.consecutiveFaults) return false
    const patienceMs = this.#patienceMs(settings, LEAST_SUSPICIOUS_MS)
    return patienceMs !== null && this.#silentSince(1) + patienceMs < now
  }

  /** When all but a few of the silent attempts are to be taken for hanging, unless something is heard before; null for never. */
  hangsAt(faultsInARow: number, settings: CircuitSettings): number | null {
    const few = fewOf(faultsInARow, settings)
    if (this.#silent.size <= few) return null
    // Who is moved on is asked for twice, so that takes more.
    const patienceMs = this.#patienceMs(settings, settings.slowLeastMs)
    return patienceMs === null ? null : this.#silentSince(few) + patienceMs
  }

  /** The silent attempts beyond the few that wait on, to learn whether it was a false alarm. */
  beyondFew(faultsInARow: number, settings: CircuitSettings): readonly Permit[] {
    return [...this.#silent].slice(fewOf(faultsInARow, settings))
  }

  /** Silent attempts since whose begin nothing came from the target on any other either. */
  unheard(): readonly Permit[] {
    return [...this.#silent].filter(({ startedAt }) => startedAt >= this.#heardAt)
  }

  /** Since when the oldest `count` have all been silent, and the target as a whole. */
  #silentSince(count: number): number {
    let since = this.#heardAt
    let seen = 0
    // Sets keep the order of insertion, so the first is the oldest.
    for (const { startedAt } of this.#silent) {
      since = Math.max(since, startedAt)
      if (++seen >= count) break
    }
    return since
  }

  /** How long a whole target may be silent; null while too little is known of it. */
  #patienceMs({ slowFactor }: CircuitSettings, leastMs: number): number | null {
    const { usualMs } = this
    return usualMs === null ? null : Math.max(leastMs, slowFactor * usualMs)
  }
}

/** As many attempts as it takes to open the circuit: these find out, the others need not pay for it. */
function fewOf(faultsInARow: number, { consecutiveFaults }: CircuitSettings): number {
  return Math.max(0, consecutiveFaults - faultsInARow)
}
