import type { Runtime } from '@understudy/spec'
import { cooldownMs } from './cooldown.ts'
import type { CircuitSettings } from './options.ts'

/** Different calls that must fail in a row, with no success between, where none of them timed out. */
const FAILURES_NEEDED = 2

/** One failed call of the way to a target; what lies in the content of an answer is none. */
export interface SuspiciousFailure {
  readonly executionId: string
  /** Monotonic milliseconds at which the attempt began. */
  readonly startedAt: number
  /** A timeout or a stall: each costs its caller so much that one is enough. */
  readonly slow: boolean
  readonly why: string
}

/** Why a target is suspect, and since when. */
export interface Suspicion {
  /** Epoch milliseconds. */
  readonly since: number
  readonly why: string
}

interface State {
  /** The executions whose attempts failed since the last success. */
  readonly failed: Set<string>
  suspicion: Suspicion | null
  /** Suspicions and checks that failed since a caller was served. */
  strikes: number
  checkAt: number
  /** What finds out at the moment: a synthetic probe, or the execution that was let through. */
  checking: string | null
  clearedAt: number
}

export interface SuspectsOptions {
  readonly settings: CircuitSettings
  readonly runtime: Pick<Runtime, 'now' | 'wallTime' | 'random'>
  /** Told when a target becomes suspect, and with null when it no longer is. */
  readonly onChange: (key: string, suspicion: Suspicion | null, why: string) => void
}

/**
 * Targets that are rather not asked while another one is well, though their circuits are closed: after one timeout, or two other
 * failures in a row. A synthetic probe, or a single call, finds out; a success of any call clears. Trips nothing.
 */
export class Suspects {
  readonly #options: SuspectsOptions
  readonly #states = new Map<string, State>()
  #suspect = 0

  constructor(options: SuspectsOptions) {
    this.#options = options
  }

  /** Whether any target is suspect, so that a decision in good times looks nothing up. */
  get any(): boolean {
    return this.#suspect > 0
  }

  of(key: string): Suspicion | null {
    return this.#states.get(key)?.suspicion ?? null
  }

  failed(key: string, { executionId, startedAt, slow, why }: SuspiciousFailure): void {
    const state = this.#state(key)
    // Begun before it was cleared: it says nothing new.
    if (startedAt < state.clearedAt) return
    state.failed.add(executionId)
    if (!state.suspicion && (slow || state.failed.size >= FAILURES_NEEDED)) this.#suspected(key, state, why)
  }

  /** Takes over what another process found; a check is due at once. */
  believe(key: string, why: string): void {
    this.#suspected(key, this.#state(key), why)
  }

  #suspected(key: string, state: State, why: string): void {
    state.suspicion = { since: this.#options.runtime.wallTime(), why }
    this.#suspect++
    this.#strike(state)
    this.#options.onChange(key, state.suspicion, why)
  }

  /** A caller's call was served. */
  served(key: string): void {
    const state = this.#states.get(key)
    if (!state) return
    this.clear(key, 'it served')
    this.#states.delete(key)
  }

  /** Ends a suspicion without a caller having been served. */
  clear(key: string, why: string): void {
    const state = this.#states.get(key)
    if (!state) return
    state.failed.clear()
    state.clearedAt = this.#options.runtime.now()
    if (!state.suspicion) return
    state.suspicion = null
    this.#suspect--
    this.#options.onChange(key, null, why)
  }

  /** Whether it is time to find out, and nobody does yet. */
  checkDue(key: string, now: number): boolean {
    const state = this.#states.get(key)
    return state !== undefined && state.suspicion !== null && state.checking === null && now >= state.checkAt
  }

  /** @param by `probe` for a synthetic one, or the execution that is let through */
  checkBegan(key: string, by: string): void {
    this.#state(key).checking = by
  }

  /** @param found null when it proved nothing */
  checkEnded(key: string, by: string, found: 'well' | 'failing' | null): void {
    const state = this.#states.get(key)
    if (!state || state.checking !== by) return
    state.checking = null
    if (found === 'well') return this.clear(key, 'it answered a synthetic probe')
    this.#strike(state)
  }

  /** The first check is made at once, each later one after a longer cooldown. */
  #strike(state: State): void {
    const { settings, runtime } = this.#options
    state.strikes++
    const waitMs = state.strikes === 1 ? 0 : cooldownMs(state.strikes - 1, settings, runtime.random())
    state.checkAt = runtime.now() + waitMs
  }

  #state(key: string): State {
    const known = this.#states.get(key)
    if (known) return known
    const made: State = { failed: new Set(), suspicion: null, strikes: 0, checkAt: 0, checking: null, clearedAt: -Infinity }
    this.#states.set(key, made)
    return made
  }
}
