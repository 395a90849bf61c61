import type { Family } from '@understudy/spec'

/** How a model misreports what it found; shares from 0 to 1. The defaults are those measured on 250 real scans of 2026. */
export interface Habits {
  /** Chance that a flaw is not reported at all: two runs agree at a Jaccard of about .67. */
  readonly missed: number
  /** Reported flaws that are none, for each one that is. */
  readonly invented: number
  /** Stated line: exact .46, then within 3, 5 and 20 lines, else anywhere. */
  readonly line: readonly { readonly upTo: number; readonly most: number }[]
  /** Another family than the label's. */
  readonly otherFamily: number
  /** A neighbour of the label's CWE, or none. */
  readonly otherCwe: number
  /** Mean shift of severity in levels. */
  readonly severityShift: number
  /** Several flaws of one family close together told as one. */
  readonly merged: number
  /**
   * Quotes with one line more before, and as often after; above 1, always that many. No measurement says how often models do; 0 in
   * `MEASURED`.
   */
  readonly widerQuote: number
  /** Quotes with other white space, quotes or printed line numbers. */
  readonly reformatted: number
}

export const MEASURED: Habits = {
  missed: 0.18,
  invented: 0.15,
  line: [
    { upTo: 0.46, most: 0 },
    { upTo: 0.67, most: 3 },
    { upTo: 0.7, most: 5 },
    { upTo: 0.84, most: 20 },
    { upTo: 1, most: 400 },
  ],
  otherFamily: 0.04,
  otherCwe: 0.2,
  severityShift: 0.35,
  merged: 0.1,
  widerQuote: 0,
  reformatted: 0.15,
}

/** The same habits without a severity shift: the primary, against which the other one is measured. */
export const PRIMARY: Habits = { ...MEASURED, severityShift: 0 }

/** Families that models take for each other. */
export const CONFUSED: Partial<Readonly<Record<Family, Family>>> = {
  'path-traversal': 'file-upload',
  'missing-authorization': 'missing-authentication',
  'missing-authentication': 'missing-authorization',
  'cross-site-scripting': 'template-injection',
  'template-injection': 'cross-site-scripting',
  'code-injection': 'command-injection',
  'weak-randomness': 'weak-cryptography',
  'integer-overflow': 'memory-safety',
}
