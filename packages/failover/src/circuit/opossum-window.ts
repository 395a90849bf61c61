import { EventEmitter } from 'node:events'
import CircuitBreaker from 'opossum'
import type { CircuitSettings } from './options.ts'

const BUCKETS = 10
const FAULT = new Error('fault')

/** A thenable that is done already: opossum then counts in the same turn, and a later `admit` sees the result. */
const DONE = {
  // oxlint-disable-next-line unicorn/no-thenable -- opossum only calls `then`; nothing ever awaits this
  then(resolve: (value: true) => void) {
    resolve(true)
    return { catch: () => {} }
  },
}

/** opossum calls this once per *finished* attempt, so start and end of an outcome fall into one bucket of its window. */
function record(ok: boolean): Promise<true> {
  if (ok) return DONE as unknown as Promise<true>
  throw FAULT
}

/** What opossum decided after an outcome was recorded. */
export type WindowState = 'closed' | 'open'

/**
 * opossum 10 as the state machine of one closed or half-open period: it keeps the rolling window, decides by rate, and
 * closes or re-opens on the outcome of a probe. It is never given a model call (`reliability.md` lists sixteen reproduced
 * faults of doing so), creates no interval timer because its buckets rotate on our bus from our clock, and is thrown away
 * when it opens, because its own way back runs on a wall timer and forgets neither window nor epoch.
 */
export class OpossumWindow {
  readonly #breaker: CircuitBreaker<[boolean], true>
  readonly #bus = new EventEmitter()
  readonly #bucketMs: number
  #rotatedAt: number

  constructor(settings: CircuitSettings, now: number, halfOpen: boolean) {
    this.#bucketMs = settings.windowMs / BUCKETS
    this.#rotatedAt = now
    this.#breaker = new CircuitBreaker(record, {
      name: 'target',
      timeout: false,
      // opossum trips strictly above the percentage; the promise is "at or above".
      errorThresholdPercentage: settings.faultRate * 100 - 1e-6,
      volumeThreshold: settings.minimumOutcomes,
      rollingCountTimeout: settings.windowMs,
      rollingCountBuckets: BUCKETS,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      rotateBucketController: this.#bus,
      ...(halfOpen && { state: { enabled: true, closed: false, halfOpen: true } }),
    })
  }

  record(ok: boolean, now: number): WindowState {
    this.#rotate(now)
    this.#breaker.fire(ok).catch(ignore)
    return this.#breaker.opened ? 'open' : 'closed'
  }

  /** Catches up with the clock, however long nothing was recorded. */
  #rotate(now: number): void {
    const due = Math.floor((now - this.#rotatedAt) / this.#bucketMs)
    if (due <= 0) return
    for (let turn = 0; turn < Math.min(due, BUCKETS); turn++) this.#bus.emit('rotate')
    this.#rotatedAt += due * this.#bucketMs
  }

  /** Also clears the wall timer that opossum started if it opened. */
  dispose(): void {
    this.#breaker.shutdown()
  }
}

function ignore(): void {}
