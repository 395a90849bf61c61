import type { CircuitSettings } from './options.ts'
import type { HeldPermit } from './permit.ts'

/** Below this no silence is suspicious, however fast a target usually is. */
const LEAST_SUSPICIOUS_MS = 1_000

/**
 * Attempts of which nothing was heard yet. When one is overdue against what is usual for the target, only a few more may
 * join them: a target that begins to hang then costs a handful of calls instead of all that arrive until the first timeout.
 */
export class Silence {
  readonly #silent = new Set<HeldPermit>()

  began(permit: HeldPermit): void {
    this.#silent.add(permit)
  }

  /** A sign of life, or the end. */
  ended(permit: HeldPermit): void {
    this.#silent.delete(permit)
  }

  /** @param faultsInARow those that ended badly meanwhile: their places are not given to others */
  suspicious(usualMs: number | null, faultsInARow: number, settings: CircuitSettings, now: number): boolean {
    if (usualMs === null || this.#silent.size + faultsInARow < settings.consecutiveFaults) return false
    // Sets keep the order of insertion, so the first is the oldest.
    const [oldest] = this.#silent
    return oldest !== undefined && now - oldest.startedAt > Math.max(LEAST_SUSPICIOUS_MS, settings.slowFactor * usualMs)
  }
}
