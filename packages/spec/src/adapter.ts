import type { ModelCall, TaskName } from './call.ts'
import type { Channel, ModelLimits } from './channel.ts'
import type { ModelReply } from './reply.ts'
import type { Runtime } from './runtime/runtime.ts'

/** Limits on one attempt's traffic. All are enforced by the transport, not by the vendor's SDK. */
export interface AttemptLimits {
  /**
   * Until response headers. Where none is given, a route lets an answer that is not streamed take a whole attempt: vendors send
   * its headers when it is done. @default 30_000
   */
  readonly firstByteMs: number
  /** Between two chunks of a body. @default 30_000 */
  readonly idleMs: number
  /** Decoded response size. @default 8_388_608 */
  readonly maxBytes: number
  /** One line of a stream. @default 1_048_576 */
  readonly maxLineBytes: number
}

/** The limits of an attempt where none are given. */
export const ATTEMPT_LIMITS: AttemptLimits = Object.freeze({
  firstByteMs: 30_000,
  idleMs: 30_000,
  maxBytes: 8 * 1024 * 1024,
  maxLineBytes: 1024 * 1024,
})

/** How far an attempt has come. Each mark is reported at most once, except `content`. */
export type AttemptProgress =
  | { readonly mark: 'sent' }
  | { readonly mark: 'headers'; readonly status: number }
  | { readonly mark: 'content'; readonly text: string }
  | { readonly mark: 'finished' }

/** What the world gives to one attempt. */
export interface AttemptContext {
  /** Aborted when the caller gives up, the deadline passes, or a probe's lease expires. */
  readonly signal: AbortSignal
  /** On `runtime.now()`'s clock, in milliseconds. */
  readonly deadline: number
  readonly limits: AttemptLimits
  readonly runtime: Runtime
  readonly onProgress?: (progress: AttemptProgress) => void
  /**
   * Asked by whatever sends, at the moment a request leaves: policy may have changed since the route decided, while an SDK was
   * loaded or a connection made. @throws to keep the request from leaving
   */
  readonly beforeSend?: () => void
}

/** What a vendor publishes about a model. `known: false` says that its list does not have the model. */
export interface ModelListing {
  readonly known: boolean
  readonly lifecycle?: 'active' | 'deprecated' | 'retired'
  /** ISO 8601 date. */
  readonly retiresAt?: string
}

/** One model behind one channel. Implement this and nothing else to add a model. */
export interface ModelAdapter {
  readonly contract: 1
  /** Short id, `vendor/model`. */
  readonly id: string
  /** The model as it is asked for. */
  readonly model: string
  readonly channel: Channel
  readonly limits: ModelLimits
  /** True for an engine whose results are always degraded (the floor). @default false */
  readonly degraded?: boolean
  /** Tasks that it can do at all; no other call is sent to it. @default every task */
  readonly tasks?: readonly TaskName[]
  /** Why it cannot be asked at all, such as a key that is not set, as a sentence. A route goes past it and says so. @default it can */
  readonly unavailable?: string
  /**
   * Asks the model once; never retries. Returns only a whole answer.
   * @throws ModelFailure with a verdict, for everything else, refusals included.
   */
  invoke(call: ModelCall, context: AttemptContext): Promise<ModelReply>
  /** A cheap, canned call that carries no user code. @throws ModelFailure */
  probe?(context: AttemptContext): Promise<void>
  /** What the vendor's own model list says; used to confirm a verdict, off the hot path. @throws ModelFailure */
  describe?(context: AttemptContext): Promise<ModelListing>
  /** Releases pooled connections. */
  close?(): Promise<void>
}
