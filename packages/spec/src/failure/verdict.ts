import type { FailureKind, FailureScope } from './kinds.ts'

/** What a failure was judged by. Holds the vendor's words, redacted and cut; never a body, header or key. */
export interface Evidence {
  readonly status?: number
  /** The vendor's machine-readable code, such as `model_not_found`. */
  readonly code?: string
  /** The vendor's error type, such as `not_found_error`. */
  readonly type?: string
  /** The vendor's sentence, control characters and secrets removed, at most 200 characters. */
  readonly message?: string
  readonly requestId?: string
  /** ISO 8601; this target's last good answer, when one is remembered. */
  readonly lastServedAt?: string
  /** What the vendor's own list says, once it was asked. */
  readonly listing?: 'listed' | 'not-listed' | 'retired'
}

/** Finer word for the kinds that take a model away. */
export type WithdrawalReason =
  | 'withdrawn'
  | 'withdrawn-for-credential'
  | 'withdrawn-in-region'
  | 'retired'
  | 'unknown-model'
  | 'no-access'
  | 'substituted'

/** What one failure means. */
export interface Verdict {
  readonly kind: FailureKind
  readonly scope: FailureScope
  readonly evidence: Evidence
  readonly reason?: WithdrawalReason
  /**
   * Only for kinds that take a model away. True when the wire says so by itself, in words that can mean no moment; false
   * when the words are ambiguous: memory or another question has to decide.
   */
  readonly explicit?: boolean
  /** False when it failed before anything was sent: the call itself is at fault, whoever is asked. @default true */
  readonly sent?: false
  /** ISO 8601, for a retirement that names its date. */
  readonly retiredAt?: string
  /** Earliest time to ask again, as the vendor stated it. Not capped. */
  readonly retryAfterMs?: number
}
