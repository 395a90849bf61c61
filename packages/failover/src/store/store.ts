import type { Bar, BarSource } from '../bar/bar.ts'

/** What one process learned about a circuit, as advice to others. Never obeyed blindly: health is decided locally. */
export interface CircuitHint {
  readonly state: 'closed' | 'open' | 'half-open'
  /** Epoch milliseconds at which it was written. */
  readonly at: number
  /** Epoch milliseconds before which an open circuit admits nothing. */
  readonly retryAt?: number
  readonly cooldownMs?: number
}

/**
 * Memory that outlives a request, and with a file also a process. Synchronous on purpose: a decision never waits for
 * it. Holds no prompt, code, body or key. All times are epoch milliseconds.
 *
 * Every member throws `UnderstudyError` with code `store-unusable` when the store cannot be used, and with code
 * `closed` after `close()`.
 */
export interface HealthStore {
  /**
   * Grows whenever bars may have changed, here or, since the last turn of the event loop, in another process; callers keep what
   * they derived while it stands.
   */
  revision(): number
  /** All bars, those that no longer hold included. */
  bars(): readonly Bar[]
  /**
   * Replaces the bar of one source on one key in one step that no other process can come between.
   * `change` gets the present bar or null, and gives the new one, or null to remove it. It must be pure.
   */
  changeBar(key: string, by: BarSource, change: (present: Bar | null) => Bar | null): Bar | null
  /** When the target behind this target key last gave a good answer; null when never. */
  lastServed(targetKey: string): number | null
  /** Every target key that ever served, with its time. */
  servedTargets(): ReadonlyMap<string, number>
  /** Remembers a good answer. Keeps the latest time. */
  markServed(targetKey: string, at: number): void
  checkpoint(key: string): string | null
  /** @param at epoch milliseconds; what is saved without a time is kept until it is removed */
  saveCheckpoint(key: string, json: string, at?: number): void
  removeCheckpoint(key: string): void
  /** Keys of checkpoints that begin with `prefix`, in order. */
  checkpointKeys(prefix: string): readonly string[]
  /** Of the checkpoints with a time: removes those saved before `before`, then the oldest beyond `most`. Returns how many. */
  pruneCheckpoints(before: number, most: number): number
  circuitHint(key: string): CircuitHint | null
  saveCircuitHint(key: string, hint: CircuitHint): void
  /** Writes what is pending and lets go of the file. May be called twice. */
  close(): void
}
