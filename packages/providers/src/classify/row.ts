import type { FailureKind, FailureScope, WithdrawalReason } from '@understudy/spec'
import type { Absence } from './absence.ts'

/** What an answer means. */
export interface Classification {
  readonly kind: FailureKind
  /** @default the kind's own scope */
  readonly scope?: FailureScope
  readonly reason?: WithdrawalReason
  /**
   * Only for kinds that take a model away: whether the wire says so by itself. `withdrawn` always does; `not-permitted`
   * with false is ambiguous, and memory or another question has to find out.
   */
  readonly explicit?: boolean
}

/**
 * One rule of the table: when everything that it names fits, the failure is of its kind. A 5xx speaks of the server at
 * this moment, whatever its words; only a rule that names such a status, or says `always`, holds for one.
 */
export interface ErrorRow extends Classification {
  /** Only for answers of these vendors' APIs. Absent: for all, as gateways pass others' words on. */
  readonly vendors?: readonly string[]
  /** An exact status, or several. */
  readonly status?: number | readonly number[]
  /** Only without a status: an error inside a stream or a good answer. */
  readonly stream?: true
  /** Holds for a 5xx as well. @default false */
  readonly always?: true
  /** One of the body's machine-readable words. */
  readonly word?: string | readonly string[]
  /** In its sentences or codes; models' names and addresses are taken out. */
  readonly says?: RegExp
  /** Not in its sentences. */
  readonly unless?: RegExp
  readonly quotas?: RegExp
  /** The quota counts one model. */
  readonly quotaOfModel?: true
  /** What it says to be missing. */
  readonly absence?: Absence | readonly Absence[]
  /** It speaks of a moment: by its words, or by a time to come back. */
  readonly moment?: true
  /** The body has no words of an API at all: HTML, a bare text or nothing. */
  readonly wordless?: true
  /** The body is a page of whatever stands in between. */
  readonly page?: true
}
