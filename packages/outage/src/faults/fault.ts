import type { WireAnswer } from '../wire/answer.ts'
import type { Operation } from '../wire/request.ts'
import type { Situation, SituationDetails, VendorWire, WireContext } from '../wire/wire.ts'

/** Ways in which a stage can play an answer. `memory` has no sockets: it is the msw stage and the virtual one. */
export type StageKind = 'loopback' | 'memory'

/** Knobs of faults. Each fault reads those that make sense for it. */
export interface FaultSettings {
  /** How long the vendor asks to wait. @default 1_000 */
  readonly retryAfterMs?: number
  /** How it says so. @default 'seconds' */
  readonly retryAfterForm?: SituationDetails['retryAfterForm']
  /** Added waiting time. @default depends on the fault */
  readonly delayMs?: number
  /** Pieces of the body that still arrive. @default depends on the fault */
  readonly pieces?: number
  /** Size of what floods the caller, in bytes. @default depends on the fault */
  readonly bytes?: number
  /** Model that answers instead. */
  readonly servedModel?: string
  /** Where a redirect leads. @default another port of the stage */
  readonly location?: string
  /** The sentence in the vendor's error. @default the vendor's own */
  readonly message?: string
}

/** What a fault may look at. */
export interface FaultContext {
  readonly operation: Operation
  readonly wire: VendorWire
  readonly wireContext: WireContext
  readonly settings: FaultSettings
  readonly random: () => number
  /** Milliseconds since the fault was injected. */
  readonly sinceMs: number
  /** The caller's key, for vendors that echo it. */
  readonly apiKey: string
  /** This vendor's error for a situation, with the model's names filled in. */
  readonly error: (situation: Situation, details?: SituationDetails) => WireAnswer
  /** The same request answered by other words, or in another model's name. */
  readonly answerWith: (change: {
    readonly text?: (text: string) => string
    readonly stop?: 'length' | 'refused'
    readonly servedModel?: string
    readonly refusalCategory?: string
  }) => WireAnswer
}

/** One way in which a vendor fails: a pure change of the answer that would have been given. */
export interface Fault {
  /** Name after the fault catalogue in `reliability.md` §3. */
  readonly name: string
  /** Number in that catalogue. */
  readonly number: number
  /** What happens, in one sentence. */
  readonly summary: string
  /** @default every stage */
  readonly stages?: readonly StageKind[]
  /** Requests that it can hit; others are answered as if it were not there. @default both */
  readonly on?: 'stream' | 'unary'
  apply(healthy: () => WireAnswer, context: FaultContext): WireAnswer
}
