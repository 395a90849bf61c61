import type { CapacityRefusal } from '../capacity/target-capacity.ts'
import type { CircuitRefusal } from '../circuit/circuit-types.ts'
import type { SkipCode } from '../events/events.ts'

/** Why a target was passed over. */
export class Skip {
  readonly code: SkipCode
  readonly retryAfterMs: number | undefined
  readonly #why: string | CircuitRefusal

  constructor(code: SkipCode, why: string | CircuitRefusal, retryAfterMs?: number) {
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.#why = why
  }

  /** In words. A circuit's are found only when somebody reads them: with many targets most reasons are never read. */
  say(): string {
    return typeof this.#why === 'string' ? this.#why : circuitWords(this.#why)
  }
}

const CIRCUIT_CODES = {
  open: 'circuit',
  throttled: 'throttled',
  probing: 'saturated',
  'starting-slowly': 'saturated',
  silent: 'saturated',
} as const

/** A probe under way says soon enough whether the target is back: nobody waits for it if another target can serve. */
export function skipForCircuit(refusal: CircuitRefusal): Skip {
  return new Skip(CIRCUIT_CODES[refusal.why], refusal, refusal.retryAfterMs)
}

const CAPACITY_WORDS = {
  'first-call': 'its first call is under way',
  unheard: 'nothing was heard of its first calls yet',
  concurrency: 'it takes no more calls at once',
  requests: 'its requests a minute are used',
  tokens: 'its tokens a minute are used',
} as const

export function skipForCapacity({ why, retryAfterMs }: CapacityRefusal): Skip {
  return new Skip(why === 'first-call' ? 'first-call' : 'saturated', CAPACITY_WORDS[why], retryAfterMs)
}

const CIRCUIT_WORDS = {
  probing: 'a probe of it is under way',
  'starting-slowly': 'it is starting slowly after an outage',
  silent: 'calls in flight have been silent for too long',
} as const

function circuitWords({ why, subject, retryAfterMs }: CircuitRefusal): string {
  if (why === 'open') return `its ${subject} circuit is open${inWords(retryAfterMs)}`
  return why === 'throttled' ? `its vendor asked to wait${inWords(retryAfterMs)}` : CIRCUIT_WORDS[why]
}

function inWords(ms: number | undefined): string {
  return ms === undefined ? '' : ` for another ${Math.ceil(ms / 1_000)} s`
}
