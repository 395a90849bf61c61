import type { Runtime } from '@understudy/spec'
import { cooldownMs, obeyedRetryAfterMs } from './cooldown.ts'
import { OpossumWindow } from './opossum-window.ts'
import type { CircuitSettings } from './options.ts'
import type { CircuitOutcome, HeldPermit, Permit } from './permit.ts'
import { SlowCalls } from './slow-calls.ts'

export type CircuitState = 'closed' | 'open' | 'half-open'

/** One change of state, told to whoever owns the circuit. */
export interface CircuitChange {
  readonly to: CircuitState
  readonly why: string
  /** Set when it opened. */
  readonly cooldownMs?: number
}

/** Why a circuit gives no permit now, and when it may. */
export interface CircuitRefusal {
  readonly why: 'open' | 'probing' | 'throttled' | 'starting-slowly'
  readonly retryAfterMs?: number
}

export interface SettleDetails {
  readonly retryAfterMs?: number
  readonly why?: string
  /** The vendor said "too many": wait for its time, or for a growing one of our own when it named none. */
  readonly throttled?: boolean
}

/** Back-off for a throttled answer without a time, as in AWS's clients: 1 s doubling to 20 s, full jitter. */
const THROTTLE_BASE_MS = 1_000
const THROTTLE_CAP_MS = 20_000

/** Slow start ends where it no longer limits anything. */
const SLOW_START_ENDS_AT = 256

/**
 * Learned health of one thing: a target, an endpoint, a credential.
 *
 * Always: outcomes are recorded when an attempt ends; a neutral outcome and one from an older epoch change nothing; at most
 * one unexpired probe at a time; no permit before the latest of all Retry-After received; no timer of any kind.
 */
export class Circuit {
  readonly #settings: CircuitSettings
  readonly #runtime: Pick<Runtime, 'now' | 'random'>
  readonly #onChange: (change: CircuitChange) => void
  readonly #slow: SlowCalls
  #window: OpossumWindow | null = null
  #state: CircuitState = 'closed'
  #epoch = 0
  #openUntil = 0
  #notBefore = 0
  #openings = 0
  #closedAt = 0
  #lastCooldownMs = 0
  #faultsInARow = 0
  #throttledInARow = 0
  #inFlight = 0
  #slowStartLimit = Number.POSITIVE_INFINITY
  #probe: HeldPermit | null = null

  constructor(
    settings: CircuitSettings,
    runtime: Pick<Runtime, 'now' | 'random'>,
    onChange: (change: CircuitChange) => void = () => {},
  ) {
    this.#settings = settings
    this.#runtime = runtime
    this.#onChange = onChange
    this.#slow = new SlowCalls(settings)
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get baselineMs(): number | null {
    return this.#slow.baselineMs
  }

  /** `half-open` as soon as the cooldown is over, also before a probe asked for it. */
  state(): CircuitState {
    return this.#state === 'open' && this.#runtime.now() >= this.#openUntil ? 'half-open' : this.#state
  }

  /** Null when no permit would be given now; says why otherwise. Changes nothing. */
  refusal(): CircuitRefusal | null {
    const now = this.#runtime.now()
    const until = Math.max(this.#notBefore, this.#state === 'open' ? this.#openUntil : 0)
    if (now < until) return { why: this.#state === 'open' ? 'open' : 'throttled', retryAfterMs: until - now }
    if (this.#state === 'half-open' && this.#probe && !expired(this.#probe, now))
      return { why: 'probing', retryAfterMs: (this.#probe.expiresAt ?? now) - now }
    if (this.#state === 'closed' && this.#inFlight >= this.#slowStartLimit) return { why: 'starting-slowly' }
    return null
  }

  admit(): Permit | null {
    const now = this.#runtime.now()
    if (now < this.#notBefore) return null
    if (this.#state === 'closed') return this.#inFlight >= this.#slowStartLimit ? null : this.#permit(now, false)
    if (this.#state === 'open') {
      if (now < this.#openUntil) return null
      this.#enterHalfOpen(now)
    }
    if (this.#probe) {
      if (!expired(this.#probe, now)) return null
      this.#open('a probe ended with its lease', 0, now)
      return null
    }
    return this.#permit(now, true)
  }

  /** A permit in spite of an open circuit, when every target of a route is open. Decides like a probe. */
  forceProbe(): Permit | null {
    const now = this.#runtime.now()
    if (now < this.#notBefore) return null
    if (this.#state === 'open') this.#enterHalfOpen(now)
    return this.admit()
  }

  /** Ends a permit. Returns false when it was ended before. */
  settle(permit: Permit, outcome: CircuitOutcome, details: SettleDetails = {}): boolean {
    const held = permit as HeldPermit
    if (held.settled) return false
    held.settled = true
    this.#inFlight--
    const now = this.#runtime.now()
    this.#throttledInARow = details.throttled ? this.#throttledInARow + 1 : outcome === 'ok' ? 0 : this.#throttledInARow
    if (details.retryAfterMs !== undefined || details.throttled) this.#obey(details.retryAfterMs ?? this.#throttleMs(), now)
    if (this.#probe === held) this.#probe = null
    if (held.epoch !== this.#epoch || outcome === 'neutral') return true
    if (outcome === 'trip') this.#open(details.why ?? 'one failure was enough', details.retryAfterMs ?? 0, now)
    else this.#record(outcome === 'ok', now - held.startedAt, details, now)
    return true
  }

  /** Opens it now, as after a trip; it heals by itself. */
  open(why: string): void {
    if (this.#state !== 'open') this.#open(why, 0, this.#runtime.now())
  }

  /** Closes it now, and forgets what opened it. */
  close(why: string): void {
    this.#notBefore = 0
    if (this.#state !== 'closed') this.#close(why, this.#runtime.now())
  }

  #permit(now: number, probe: boolean): Permit {
    const held: HeldPermit = {
      epoch: this.#epoch,
      probe,
      startedAt: now,
      expiresAt: probe ? now + this.#leaseMs() : null,
      settled: false,
    }
    this.#inFlight++
    if (probe) this.#probe = held
    return held
  }

  /** A target whose healthy answers take minutes needs a lease that lets one of them finish. */
  #leaseMs(): number {
    return Math.max(this.#settings.probeLeaseMs, 1.5 * (this.#slow.baselineMs ?? 0))
  }

  #throttleMs(): number {
    return this.#runtime.random() * Math.min(THROTTLE_CAP_MS, THROTTLE_BASE_MS * 2 ** (this.#throttledInARow - 1))
  }

  #obey(retryAfterMs: number, now: number): void {
    this.#notBefore = Math.max(this.#notBefore, now + obeyedRetryAfterMs(retryAfterMs, this.#settings))
  }

  #record(ok: boolean, durationMs: number, details: SettleDetails, now: number): void {
    this.#faultsInARow = ok ? 0 : this.#faultsInARow + 1
    if (ok && this.#slowStartLimit < SLOW_START_ENDS_AT) this.#slowStartLimit *= 2
    if (this.#slowStartLimit >= SLOW_START_ENDS_AT) this.#slowStartLimit = Number.POSITIVE_INFINITY
    this.#window ??= new OpossumWindow(this.#settings, now, this.#state === 'half-open')
    const decided = this.#window.record(ok, now)
    if (decided === 'open') return this.#open(details.why ?? 'too many failures', details.retryAfterMs ?? 0, now, true)
    if (this.#state === 'half-open') return this.#close('a probe succeeded', now)
    if (this.#faultsInARow >= this.#settings.consecutiveFaults)
      return this.#open(details.why ?? `${this.#faultsInARow} failures in a row`, details.retryAfterMs ?? 0, now)
    if (ok && this.#slow.record(durationMs, now)) this.#open('far slower than its own baseline', 0, now)
  }

  #enterHalfOpen(now: number): void {
    this.#epoch++
    this.#state = 'half-open'
    this.#probe = null
    this.#window = new OpossumWindow(this.#settings, now, true)
    this.#onChange({ to: 'half-open', why: 'the cooldown is over' })
  }

  #open(why: string, retryAfterMs: number, now: number, windowDone = false): void {
    if (this.#state === 'closed' && now - this.#closedAt > Math.max(this.#settings.windowMs, this.#lastCooldownMs))
      this.#openings = 0
    this.#openings++
    this.#lastCooldownMs = cooldownMs(this.#openings, this.#settings, this.#runtime.random(), retryAfterMs)
    this.#openUntil = Math.max(now + this.#lastCooldownMs, this.#notBefore)
    this.#leave('open', windowDone)
    this.#onChange({ to: 'open', why, cooldownMs: this.#openUntil - now })
  }

  #close(why: string, now: number): void {
    this.#closedAt = now
    this.#slowStartLimit = this.#settings.slowStart
    this.#slow.reset()
    this.#leave('closed', false)
    this.#onChange({ to: 'closed', why })
  }

  /** Every change begins a new epoch with an empty window. */
  #leave(to: CircuitState, windowDone: boolean): void {
    this.#epoch++
    this.#state = to
    this.#probe = null
    this.#faultsInARow = 0
    if (!windowDone) this.#window?.dispose()
    this.#window = null
  }
}

function expired(permit: Permit, now: number): boolean {
  return permit.expiresAt !== null && now >= permit.expiresAt
}
