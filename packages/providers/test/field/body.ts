import type { FailureKind, FailureScope } from '@understudy/spec'

/** One answer that somebody got from a vendor or a gateway, as a fact: where it is told, what was sent, what it means. */
export interface FieldBody {
  /** Who answered. */
  readonly from: string
  /** The adapter that meets it. */
  readonly via: 'openai' | 'anthropic' | 'google' | 'openai-compatible'
  /** The asked model. */
  readonly model: string
  /** Where it is told: a public thread (`owner/repository#number`) or the vendor's own page. */
  readonly source: string
  /** Absent: an event of a stream that began with 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A text stands for itself; anything else is sent as JSON. */
  readonly body: unknown
  readonly kind: FailureKind
  readonly explicit?: boolean
  /** @default the kind's own */
  readonly scope?: FailureScope
  readonly waitMs?: number
  /** The model is gone for this caller, and says the same whenever it is asked. @default false: the next question is answered */
  readonly lost?: true
}

/** The time at which all of them arrive. */
export const NOW = Date.UTC(2026, 11, 1, 12)

export type Meaning = Pick<FieldBody, 'kind' | 'explicit' | 'scope' | 'waitMs' | 'lost' | 'headers'>
/** A row: source, status (0 in a stream), body, meaning. */
export type Row = readonly [source: string, status: number, body: unknown, meaning: Meaning]

export const rows = (from: string, via: FieldBody['via'], model: string, list: readonly Row[]): FieldBody[] =>
  list.map(([source, status, body, meaning]) => ({ from, via, model, source, ...(status && { status }), body, ...meaning }))

export const AMBIGUOUS = { kind: 'not-permitted', explicit: false } as const
/** Ambiguous by its words, and true: the model, or this caller's leave to use it, is gone. */
export const LOST = { ...AMBIGUOUS, lost: true } as const
export const GONE = { kind: 'withdrawn', explicit: true, lost: true } as const
export const NOT_TAKEN = { kind: 'invalid-request' } as const
export const REFUSED = { kind: 'refused' } as const
export const QUOTA = { kind: 'quota-exhausted' } as const
export const RATE = { kind: 'rate-limited' } as const
export const KEY = { kind: 'auth' } as const
export const BUSY = { kind: 'overloaded' } as const
export const TOO_LONG = { kind: 'context-too-long' } as const
export const REGION = { kind: 'region-blocked' } as const
export const OF_THE_WAY = { kind: 'unreachable' } as const
