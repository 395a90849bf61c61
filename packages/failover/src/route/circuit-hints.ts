import type { Runtime } from '@understudy/spec'
import type { CircuitBoard } from '../circuit/board.ts'
import type { CircuitChange } from '../circuit/circuit-types.ts'
import type { Suspects } from '../circuit/suspects.ts'
import type { CircuitHint, HealthStore } from '../store/store.ts'
import type { Target } from './target.ts'

/** Older than this, a hint says nothing any more. */
const FRESH_MS = 600_000
/** What was usual stays usual for longer; in a new process it is replaced by what is seen there. */
const USUAL_FRESH_MS = 7 * 86_400_000

/**
 * Tells processes that start later which targets were down and how soon the others usually answer, through the store. A hint only makes a new process begin with a
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
  adopt(board: CircuitBoard, suspects: Suspects): void {
    const wallTime = this.#runtime.wallTime()
    // What is only believed must not be passed on as known, or processes would keep each other from ever asking.
    this.#believing = true
    for (const target of this.#targets) {
      const hint = this.#safely(() => this.#store.circuitHint(target.key))
      if (hint && isDown(hint, wallTime)) board.circuit('target', target).open('another process found it down a moment ago')
      const suspectedAt = Number(this.#safely(() => this.#store.checkpoint(suspectKey(target.key))) ?? Number.NaN)
      if (isFresh(suspectedAt, wallTime)) suspects.believe(target.key, 'another process found it suspect a moment ago')
      const usual = this.#safely(() => JSON.parse(this.#store.checkpoint(usualKey(target)) ?? 'null') as Usual | null)
      if (usual && usual.ms > 0 && Math.abs(wallTime - usual.at) <= USUAL_FRESH_MS)
        board.circuit('target', target).expect(usual.ms)
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

  /** Remembers that a target became suspect, or no longer is. */
  suspected(key: string, suspect: boolean): void {
    if (this.#believing) return
    const at = Math.round(this.#runtime.wallTime())
    this.#safely(() =>
      suspect ? this.#store.saveCheckpoint(suspectKey(key), String(at), at) : this.#store.removeCheckpoint(suspectKey(key)),
    )
  }

  /** Remembers what is usual, so that a burst in the next process need not find it out. Call it when nothing is under way. */
  keepUsual(board: CircuitBoard): void {
    const at = this.#runtime.wallTime()
    for (const target of this.#targets) {
      const ms = board.peek('target', target)?.usualMs ?? null
      const usual: Usual | null = ms === null ? null : { ms: Math.round(ms), at: Math.round(at) }
      if (usual) this.#safely(() => this.#store.saveCheckpoint(usualKey(target), JSON.stringify(usual), at))
    }
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

/** Milliseconds to the first sign of life, and the epoch millisecond at which that was so. */
interface Usual {
  readonly ms: number
  readonly at: number
}

const usualKey = ({ key }: Target): string => `usual|${key}`

const suspectKey = (key: string): string => `suspect|${key}`

function isDown({ state, at, retryAt = 0 }: CircuitHint, wallTime: number): boolean {
  return state === 'open' && wallTime < retryAt && isFresh(at, wallTime)
}

function isFresh(at: number, wallTime: number): boolean {
  return wallTime >= at && wallTime - at <= FRESH_MS
}
