import type { FailureKind, FailureScope, WithdrawalReason } from '@understudy/spec'

/** One answer that somebody got, and what it means. Sources: `vendor-sdks.md` 2.3 and the peers' fixtures, 2026-11. */
export interface FailureFixture {
  readonly name: string
  readonly vendor: 'anthropic' | 'openai' | 'google'
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
  readonly kind: FailureKind
  readonly scope?: FailureScope
  readonly reason?: WithdrawalReason
  readonly explicit?: boolean
  readonly retryAfterMs?: number
}

export const GONE = { kind: 'withdrawn', reason: 'withdrawn', explicit: true } as const
/** Said with a word that may mean a moment: another question has to find out. */
export const PERHAPS_GONE = { kind: 'not-permitted', explicit: false } as const
export const RETIRED = { kind: 'withdrawn', reason: 'retired', explicit: true } as const
export const UNKNOWN = { kind: 'not-permitted', reason: 'unknown-model', explicit: false } as const
export const NO_ACCESS = { kind: 'not-permitted', reason: 'no-access', explicit: false } as const
