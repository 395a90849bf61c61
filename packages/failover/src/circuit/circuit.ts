import type { Runtime } from '@understudy/spec'
import type { CircuitSubject } from '../events/events.ts'
import type { CircuitChange, CircuitParts, CircuitRefusal, CircuitState, SettleDetails } from './circuit-types.ts'
import { cooldownMs } from './cooldown.ts'
import { Latency } from './latency.ts'
import { OpossumWindow } from './opossum-window.ts'
import type { CircuitSettings } from './options.ts'
import { type CircuitOutcome, Epochs, Permit } from './permit.ts'
import { Silence } from './silence.ts'
import { SlowCalls } from './slow-calls.ts'
import { SlowStart } from './slow-start.ts'
import { Throttle } from './throttle.ts'

/**
 * Learned health of one thing: a target, an endpoint, a credential.
 *
 * Always: outcomes are recorded when an attempt ends; a neutral outcome and one from an older epoch change nothing; at most
 * one unexpired probe at a time; no permit before the latest of all Retry-After received; no timer of any kind.
 */
export class Circuit {
  /** What it guards. */
  readonly subject: CircuitSubject
  readonly #settings: CircuitSettings
  readonly #runtime: Pick<Runtime, 'now' | 'random'>
  readonly #onChange: (change: CircuitChange) => void
  readonly #slow: SlowCalls | null
  readonly #slowStart = new SlowStart()
  readonly #throttle = new Throttle()
  readonly #silence: Silence | null
  readonly #latency = new Latency()
  #window: OpossumWindow | null = null
  #state: CircuitState = 'closed'
  readonly #epochs: Epochs
  #changedIn: number
  #openUntil = 0
  #openings = 0
  #closedAt = 0
  #lastCooldownMs = 0
  #faultsInARow = 0
  #hung = false
  #inFlight = 0
  #probe: Permit | null = null

  constructor(parts: CircuitParts) {
    const { subject = 'target', settings, runtime, onChange = () => {}, watchesSpeed = true, epochs = new Epochs() } = parts
    this.subject = subject
    this.#settings = settings
    this.#runtime = runtime
    this.#onChange = onChange
    this.#slow = watchesSpeed ? new SlowCalls(settings) : null
    this.#silence = watchesSpeed ? new Silence() : null
    this.#epochs = epochs
    this.#changedIn = epochs.latest
  }

  /** True when it opened because attempts did not end: a caller's own should then not be the probe. */
  get hung(): boolean {
    return this.#hung
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get latency(): Pick<Latency, 'quantile'> {
    return this.#latency
  }

  /** What is usual to an attempt's first sign of life, in milliseconds; null while too little is known. */
  get usualMs(): number | null {
    return this.#silence?.usualMs ?? null
  }

  /** What was usual in an earlier process. */
  expect(usualMs: number): void {
    this.#silence?.expect(usualMs)
  }

  /** `half-open` as soon as the cooldown is over, also before a probe asked for it. */
  state(): CircuitState {
    return this.#state === 'open' && this.#runtime.now() >= this.#openUntil ? 'half-open' : this.#state
  }

  /** Null when a permit would be given now; says why otherwise. Changes nothing. */
  refusal(now = this.#runtime.now()): CircuitRefusal | null {
    if (this.#state === 'open' && now < this.#openUntil)
      return { subject: this.subject, why: 'open', retryAfterMs: Math.max(this.#openUntil, this.#throttle.notBefore) - now }
    if (now < this.#throttle.notBefore)
      return { subject: this.subject, why: 'throttled', retryAfterMs: this.#throttle.notBefore - now }
    if (this.#state === 'half-open' && this.#probe?.expired(now) === false)
      return { subject: this.subject, why: 'probing', retryAfterMs: (this.#probe.expiresAt ?? now) - now }
    if (this.#state === 'closed' && this.#inFlight >= this.#slowStart.limit)
      return { subject: this.subject, why: 'starting-slowly' }
    return this.#state === 'closed' && this.#silence?.suspicious(this.#faultsInARow, this.#settings, now)
      ? { subject: this.subject, why: 'silent' }
      : null
  }

  /** A permit of this circuit alone. */
  admit(force = false): Permit | null {
    const now = this.#runtime.now()
    return this.ready(now, force) ? new Permit([this], this.#epochs.latest, now) : null
  }

  /**
   * Whether it would take part in a permit now. Asking is what ends a cooldown or an expired lease.
   * @param force in spite of being open, when every target of a route is; it decides like a probe
   */
  ready(now: number, force = false): boolean {
    if (now < this.#throttle.notBefore) return false
    if (this.#state === 'closed')
      return this.#inFlight < this.#slowStart.limit && !this.#silence?.suspicious(this.#faultsInARow, this.#settings, now)
    if (this.#state === 'open') {
      if (now < this.#openUntil && !force) return false
      this.#enterHalfOpen()
    }
    if (!this.#probe) return true
    if (!this.#probe.expired(now)) return false
    this.#hung = true
    this.#open('a probe ended with its lease', 0, now)
    return false
  }

  /** Takes part in a permit for which it was ready. */
  join(permit: Permit): void {
    this.#inFlight++
    this.#silence?.began(permit)
    if (this.#state !== 'half-open') return
    this.#probe = permit
    // A target whose healthy answers take minutes needs a lease that lets one of them finish.
    permit.leaseUntil(permit.startedAt + Math.max(this.#settings.probeLeaseMs, 1.5 * (this.#latency.quantile(0.95, 1) ?? 0)))
  }

  /** Whether this attempt is the probe that decides here. */
  isProbedBy(permit: Permit): boolean {
    return this.#probe === permit
  }

  /** A sign of life: headers or content came. */
  heard(permit: Permit): void {
    this.#silence?.heard(permit, this.#runtime.now())
  }

  /** When attempts in flight will have been silent for so long that all but a few are taken for hanging; null for never. */
  hangsAt(): number | null {
    return this.#state === 'closed' ? (this.#silence?.hangsAt(this.#faultsInARow, this.#settings) ?? null) : null
  }

  /**
   * Attempts in flight that are not worth waiting for: those beyond the few that find out, once these are overdue, and all that
   * nothing was heard of when it opened because others hung.
   */
  hanging(): readonly Permit[] {
    if (this.#state === 'open') return (this.#hung && this.#silence?.unheard()) || []
    const at = this.hangsAt()
    return (at !== null && this.#runtime.now() >= at && this.#silence?.beyondFew(this.#faultsInARow, this.#settings)) || []
  }

  /** Ends a permit of this circuit alone. Returns false when it was ended before. */
  settle(permit: Permit, outcome: CircuitOutcome, details: SettleDetails = {}): boolean {
    if (!permit.end()) return false
    this.left(permit, outcome, details)
    return true
  }

  /** A permit in which it took part has ended. */
  left(permit: Permit, outcome: CircuitOutcome, details: SettleDetails): void {
    this.#inFlight--
    const now = this.#runtime.now()
    if (outcome === 'ok') this.#silence?.heard(permit, now)
    else this.#silence?.ended(permit)
    const { retryAfterMs } = details
    if (details.throttled) this.#throttle.throttled(retryAfterMs, this.#settings, this.#runtime.random(), now)
    else if (retryAfterMs !== undefined) this.#throttle.obey(retryAfterMs, this.#settings, now)
    if (outcome === 'ok') this.#throttle.answered()
    if (this.#probe === permit) this.#probe = null
    if (permit.epoch < this.#changedIn || outcome === 'neutral') return
    this.#hung = details.hung === true
    if (outcome === 'trip') this.#open(details.why ?? 'one failure was enough', retryAfterMs ?? 0, now)
    else this.#record(outcome === 'ok', now - permit.startedAt, details, now)
  }

  /** Opens it now, as after a trip; it heals by itself. */
  open(why: string): void {
    this.#hung = false
    if (this.#state !== 'open') this.#open(why, 0, this.#runtime.now())
  }

  /** Closes it now, and forgets what opened it. */
  close(why: string): void {
    this.#throttle.clear()
    if (this.#state !== 'closed') this.#close(why, this.#runtime.now())
  }

  #record(ok: boolean, durationMs: number, { why, retryAfterMs = 0 }: SettleDetails, now: number): void {
    this.#faultsInARow = ok ? 0 : this.#faultsInARow + 1
    if (ok) {
      this.#slowStart.succeeded()
      this.#latency.record(durationMs)
    }
    this.#window ??= new OpossumWindow(this.#settings, now, this.#state === 'half-open')
    if (this.#window.record(ok, now) === 'open') return this.#open(why ?? 'too many failures', retryAfterMs, now)
    if (this.#state === 'half-open') return this.#close('a probe succeeded', now)
    if (this.#faultsInARow >= this.#settings.consecutiveFaults)
      return this.#open(why ?? `${this.#faultsInARow} failures in a row`, retryAfterMs, now)
    if (ok && this.#slow?.record(durationMs, now)) this.#open('far slower than its own baseline', 0, now)
  }

  #enterHalfOpen(): void {
    this.#leave('half-open')
    this.#onChange({ to: 'half-open', why: 'the cooldown is over' })
  }

  #open(why: string, retryAfterMs: number, now: number): void {
    const healthyMs = this.#state === 'closed' ? now - this.#closedAt : 0
    if (healthyMs > Math.max(this.#settings.windowMs, this.#lastCooldownMs)) this.#openings = 0
    this.#openings++
    this.#lastCooldownMs = cooldownMs(this.#openings, this.#settings, this.#runtime.random(), retryAfterMs)
    this.#openUntil = Math.max(now + this.#lastCooldownMs, this.#throttle.notBefore)
    this.#leave('open')
    this.#onChange({ to: 'open', why, cooldownMs: this.#openUntil - now })
  }

  #close(why: string, now: number): void {
    this.#closedAt = now
    this.#slowStart.begin(this.#settings.slowStart)
    this.#slow?.reset()
    this.#leave('closed')
    this.#onChange({ to: 'closed', why })
  }

  /** Every change begins a new epoch with an empty window. */
  #leave(to: CircuitState): void {
    this.#changedIn = this.#epochs.begin()
    this.#state = to
    this.#probe = null
    this.#faultsInARow = 0
    this.#window?.dispose()
    this.#window = null
  }
}
