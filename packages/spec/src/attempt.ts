import type { FailureKind, FailureScope } from './failure/kinds.ts'
import type { WithdrawalReason } from './failure/verdict.ts'
import type { Usage } from './reply.ts'

/** One call to one target, as kept in reports and journals. */
export interface AttemptRecord {
  /** 1-based over the whole execution. */
  readonly number: number
  /** Short id of the target, `vendor/model`. */
  readonly target: string
  readonly requestedModel: string
  readonly servedModel?: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  readonly outcome: 'served' | 'failed' | 'refused' | 'rejected' | 'cancelled'
  /** Why this target was asked, in words: `first choice`, `anthropic/… is withdrawn`, … */
  readonly why: string
  readonly failure?: {
    readonly kind: FailureKind
    readonly scope: FailureScope
    readonly reason?: WithdrawalReason
    readonly sentence: string
    readonly status?: number
    readonly retryAfterMs?: number
  }
  readonly usage?: Usage
  /** Money, in US dollars, where a price is known. */
  readonly costUsd?: number
}
