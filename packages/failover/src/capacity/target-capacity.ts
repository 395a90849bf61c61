import type { ModelCall, RateLimitState, Usage } from '@understudy/spec'
import { AdaptiveConcurrency } from './concurrency.ts'
import { estimatedTokens } from './estimate.ts'
import { FirstCalls } from './first-calls.ts'
import { Meter, type MeterMark, type MeterReading } from './meter.ts'
import { FIRST_CALL_MS, type TargetCapacityOptions } from './options.ts'

/** A place taken on a target. */
export interface Place {
  readonly tokens: number
  readonly requestMark: MeterMark | null
  readonly tokenMark: MeterMark | null
}

/** Most targets have no limit by the minute, so that their places are all alike. */
const UNMETERED: Place = Object.freeze({ tokens: 0, requestMark: null, tokenMark: null })

/** How a call that held a place ended. */
export interface PlaceEnd {
  readonly outcome: 'ok' | 'throttled' | 'failed'
  readonly usage?: Usage | undefined
  readonly rateLimit?: RateLimitState | undefined
  /** Set when a throttled answer named a time: then a rate was exceeded, not the number at once. */
  readonly retryAfterMs?: number | undefined
}

export interface CapacityRefusal {
  readonly why: 'first-call' | 'unheard' | 'concurrency' | 'requests' | 'tokens'
  readonly retryAfterMs?: number
}

/** What one target can still take now. In flight never exceeds the limit of the moment at which a place was given. */
export class TargetCapacity {
  readonly #concurrency: AdaptiveConcurrency
  #requests: Meter | null = null
  #tokens: Meter | null = null
  #inFlight = 0
  #served = 0
  readonly #first: FirstCalls
  readonly #streams: boolean
  #typicalOutput: number | null = null

  /** @param streams whether a call that asks for a stream gets one */
  constructor(options: TargetCapacityOptions, now: number, streams = true) {
    this.#streams = streams
    this.#concurrency = new AdaptiveConcurrency(options.concurrency ?? 64)
    this.#first = new FirstCalls(options.firstCallMs ?? FIRST_CALL_MS)
    if (options.requestsPerMinute !== undefined) this.#requests = new Meter(options.requestsPerMinute, now, true)
    if (options.tokensPerMinute !== undefined) this.#tokens = new Meter(options.tokensPerMinute, now, true)
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get limit(): number {
    return this.#concurrency.limit
  }

  /** Calls that were served. */
  get served(): number {
    return this.#served
  }

  /**
   * Calls a minute that its vendor accepts, as far as its limits and the calls at once tell; null while neither does.
   * @param tokens of a usual call
   * @param usualMs that one takes, or null
   */
  perMinute(tokens: number, usualMs: number | null): number | null {
    const limits = [
      this.#requests?.limit,
      this.#tokens && this.#tokens.limit / tokens,
      usualMs ? (this.limit * 60_000) / usualMs : null,
    ].filter((limit) => typeof limit === 'number')
    return limits.length === 0 ? null : Math.min(...limits)
  }

  /** A sign of life. True when it was the first of all, so that others may follow. */
  heard(): boolean {
    return this.#first.heard()
  }

  /** Null when a call of so many tokens may go now. Changes nothing that a caller could see. */
  refusal(call: ModelCall, now: number): CapacityRefusal | null {
    const first = this.#first.refusal(this.#inFlight, this.#streams && call.stream === true, now)
    if (first) return first
    if (this.#inFlight >= this.#concurrency.limit) return { why: 'concurrency' }
    const requestWait = this.#requests?.waitMs(1, now) ?? null
    if (requestWait !== null) return { why: 'requests', retryAfterMs: requestWait }
    const tokenWait = this.#tokens?.waitMs(this.#estimate(call), now) ?? null
    return tokenWait === null ? null : { why: 'tokens', retryAfterMs: tokenWait }
  }

  take(call: ModelCall, now: number): Place {
    this.#first.began(this.#inFlight++, now)
    if (!this.#requests && !this.#tokens) return UNMETERED
    const tokens = this.#tokens ? this.#estimate(call) : 0
    return { tokens, requestMark: this.#requests?.take(1, now) ?? null, tokenMark: this.#tokens?.take(tokens, now) ?? null }
  }

  #estimate(call: ModelCall): number {
    return estimatedTokens(call, this.#typicalOutput)
  }

  #count(place: Place, { inputTotal, outputVisible, reasoning }: Usage): void {
    const output = outputVisible + reasoning
    this.#typicalOutput = this.#typicalOutput === null ? output : this.#typicalOutput * 0.9 + output * 0.1
    if (place.tokenMark) this.#tokens?.correct(inputTotal + output - place.tokens)
  }

  release(place: Place, end: PlaceEnd, now: number): void {
    const before = this.#inFlight--
    this.#first.ended(end.outcome === 'ok')
    if (end.usage) this.#count(place, end.usage)
    if (end.outcome === 'ok') this.#served++
    if (end.outcome === 'ok') this.#concurrency.succeeded(before, now)
    if (end.outcome === 'throttled' && end.retryAfterMs === undefined) this.#concurrency.refused(this.#inFlight, now)
    const { rateLimit } = end
    if (!rateLimit) return
    this.#requests = learned(
      this.#requests,
      reading(rateLimit.requestsLimit, rateLimit.requestsRemaining, rateLimit.resetMs),
      place.requestMark,
      now,
    )
    this.#tokens = learned(
      this.#tokens,
      reading(rateLimit.tokensLimit, rateLimit.tokensRemaining, rateLimit.resetMs),
      place.tokenMark,
      now,
    )
  }
}

function reading(limit: number | undefined, remaining: number | undefined, resetMs: number | undefined): MeterReading | null {
  if (limit === undefined || remaining === undefined || !(limit > 0)) return null
  return { limit, remaining, ...(resetMs !== undefined && { resetMs }) }
}

function learned(meter: Meter | null, now: MeterReading | null, mark: MeterMark | null, time: number): Meter | null {
  if (!now) return meter
  const known = meter ?? new Meter(now.limit, time, false)
  known.read(now, mark, time)
  return known
}
