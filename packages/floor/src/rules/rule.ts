import type { Family, Severity } from '@understudy/spec'
import type { Level } from '../taint/value.ts'

/** What must hold of an argument or right side before a rule reports it. All given members must hold. */
export interface Condition {
  /** At least this far under somebody else's control. @default 0 */
  readonly level?: Level
  /** Put together from literal text and something that is not. */
  readonly built?: boolean
  /** The unknown part stands at the beginning, so that it decides where a URL or path points. */
  readonly leads?: boolean
  /** Made of literals alone, directly or through names. */
  readonly literal?: boolean
  /** Must match the value's known text (see `Value.shape`). */
  readonly shape?: RegExp
  /** Must match the source text. */
  readonly text?: RegExp
  /** Must not match the source text. */
  readonly unless?: RegExp
}

/** A call by the last part of its name, such as `query` of `db.query(…)`. */
export interface CallSink {
  readonly on: 'call'
  readonly names: readonly string[]
  /** Must match what stands before the last dot; an empty text for a bare call. */
  readonly receiver?: RegExp
  /** Position of the argument looked at, `any`, or `all` for the whole list as one text. @default 0 */
  readonly argument?: number | 'any' | 'all'
  readonly when?: Condition
  /** Must match the whole call. */
  readonly call?: RegExp
  /** Must match the function around it. */
  readonly around?: RegExp
  /** Must not match the function around it. */
  readonly unlessAround?: RegExp
  /** Reported only where nothing else of the family is reported in the same function. @default false */
  readonly onlyAlone?: boolean
  /** Must not match the whole call. */
  readonly callUnless?: RegExp
}

/** An assignment, by its left side. */
export interface AssignmentSink {
  readonly on: 'assignment'
  readonly to: RegExp
  readonly when?: Condition
}

/** A `key: value` of a literal. */
export interface PairSink {
  readonly on: 'pair'
  readonly key: RegExp
  readonly when?: Condition
}

/** Text that is put together anywhere: an argument, a right side or a returned value. */
export interface BuiltSink {
  readonly on: 'built'
  readonly when: Condition
}

/** A place in the text, for what syntax says by itself. */
export interface TextSink {
  readonly on: 'text'
  readonly pattern: RegExp
  /** Must not match the function around it. */
  readonly unlessAround?: RegExp
}

/**
 * A pattern that the text of a file must match somewhere before the sink can hold there. Cheap, may match too much,
 * never too little; one is made from names where none is given.
 */
interface Hinted {
  readonly hint?: RegExp
}

export type HintedCall = CallSink & Hinted

/** Code that a rule looks at: a pattern, and which of its parts must not be under somebody else’s control. */
export type Sink = HintedCall | ((AssignmentSink | PairSink | BuiltSink | TextSink) & Hinted)

/** A kind of flaw, as data. `good` and `bad` are its tests: `bad` must be reported by this rule, `good` by none of its family. */
export interface Rule {
  /** `javascript/sql-injection/built-statement` */
  readonly id: string
  readonly family: Family
  /** `CWE-89` */
  readonly cwe: string
  readonly severity: Severity
  /** At most 80 characters. */
  readonly title: string
  /** One sentence. */
  readonly why: string
  readonly remediation: string
  readonly sinks: readonly Sink[]
  readonly bad: readonly string[]
  readonly good: readonly string[]
}
