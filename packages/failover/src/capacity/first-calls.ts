import type { CapacityRefusal } from './target-capacity.ts'

/** A stream begins within a second or two; until the first one did, no more are sent than may pay for a target that hangs. */
const MOST_UNHEARD = 5
/** How long the others wait for that before they go elsewhere. */
const PATIENCE_MS = 10_000

/**
 * The first calls of a process to a target, of which nothing is known yet. One goes alone for a moment, because a model that is
 * gone says so at once. A few streams follow, because a healthy one shows life at once; an answer that is not streamed shows
 * none until it is done, so it proves nothing to wait for it.
 */
export class FirstCalls {
  readonly #aloneMs: number
  #since = 0
  #ended = false
  #heard: boolean

  /** @param aloneMs 0 turns both off */
  constructor(aloneMs: number) {
    this.#aloneMs = aloneMs
    this.#heard = aloneMs === 0
  }

  refusal(inFlight: number, streamed: boolean, now: number): CapacityRefusal | null {
    if (inFlight === 0) return null
    const aloneMs = this.#ended ? 0 : this.#since + this.#aloneMs - now
    if (aloneMs > 0) return { why: 'first-call', retryAfterMs: aloneMs }
    if (this.#heard || !streamed || inFlight < MOST_UNHEARD) return null
    const leftMs = this.#since + PATIENCE_MS - now
    return leftMs > 0 ? { why: 'first-call', retryAfterMs: leftMs } : { why: 'unheard' }
  }

  began(inFlight: number, now: number): void {
    if (inFlight === 0) this.#since = now
  }

  /** True when it was the first sign of life. */
  heard(): boolean {
    const first = !this.#heard
    this.#heard = true
    return first
  }

  ended(ok: boolean): void {
    this.#ended = true
    if (ok) this.#heard = true
  }
}
