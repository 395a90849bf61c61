import type { FailureKind, FailureScope, WithdrawalReason } from '@understudy/spec'

/** What an answer means. */
export interface Classification {
  readonly kind: FailureKind
  /** @default the kind's own scope */
  readonly scope?: FailureScope
  readonly reason?: WithdrawalReason
  /** Only for kinds that take a model away: whether the wire says so by itself. */
  readonly explicit?: boolean
}

/** One rule of the table: when everything that it names fits, the failure is of its kind. */
export interface ErrorRow extends Classification {
  /** Only for answers of these vendors' APIs. Absent: for all, as gateways pass others' words on. */
  readonly vendors?: readonly string[]
  /** An exact status, or several. */
  readonly status?: number | readonly number[]
  /** The body's type or code is this word. */
  readonly word?: string | readonly string[]
  readonly message?: RegExp
  readonly quotas?: RegExp
  /** The body has no words of an API at all: HTML, text or nothing. */
  readonly wordless?: true
}
