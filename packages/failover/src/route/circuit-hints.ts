import type { Runtime } from '@understudy/spec'
import type { CircuitBoard } from '../circuit/board.ts'
import type { CircuitChange } from '../circuit/circuit-types.ts'
import type { CircuitHint, HealthStore } from '../store/store.ts'
import type { Target } from './target.ts'

/** Older than this, a hint says nothing any more. */
const FRESH_MS = 600_000

/**
 * Tells processes that start later which targets were down, through the store. A hint only makes a new process begin with a
 * short cooldown instead of with failures: health is decided locally, so that one process with a bad network poisons no other.
 */
export class CircuitHints {
  readonly #store: HealthStore
  readonly #targets: readonly Target[]
  readonly #runtime: Pick<Runtime, 'wallTime'>
  #believing = false

  constructor(store: HealthStore, targets: readonly Target[], runtime: Pick<Runtime, 'wallTime'>) {
    this.#store = store
    this.#targets = targets
    this.#runtime = runtime
  }

  /** Opens the circuits that another process left open a moment ago, each for the first cooldown. Call it before any call. */
  adopt(board: CircuitBoard): void {
    const wallTime = this.#runtime.wallTime()
    // What is only believed must not be passed on as known, or processes would keep each other from ever asking.
    this.#believing = true
    for (const target of this.#targets) {
      const hint = this.#safely(() => this.#store.circuitHint(target.key))
      if (hint && isDown(hint, wallTime)) board.circuit('target', target).open('another process found it down a moment ago')
    }
    this.#believing = false
  }

  /** Remembers a change of the circuit of every target with this short id. */
  changed(id: string, { to, cooldownMs = 0 }: CircuitChange): void {
    if (to === 'half-open' || this.#believing) return
    const at = this.#runtime.wallTime()
    const hint: CircuitHint = to === 'open' ? { state: to, at, retryAt: at + cooldownMs, cooldownMs } : { state: to, at }
    for (const { id: own, key } of this.#targets) if (own === id) this.#safely(() => this.#store.saveCircuitHint(key, hint))
  }

  /** Only advice: a store that cannot be used costs nothing but the hint, and whoever asks it for bars says so. */
  #safely<R>(work: () => R): R | null {
    try {
      return work()
    } catch {
      return null
    }
  }
}

function isDown({ state, at, retryAt = 0 }: CircuitHint, wallTime: number): boolean {
  return state === 'open' && wallTime < retryAt && wallTime >= at && wallTime - at <= FRESH_MS
}
