import { clusterBootstrap, type Interval } from '../statistics/index.ts'

/** How much worse a substitute may be and still count as equivalent, in F1. */
export const DELTA = 0.1

/** Files below which nothing is said: a paired difference of .10 needs 12 at 80 % power, one-sided 5 % (security-review.md, 3.7). */
export const NEEDED_FILES = 12

/** What a test of non-inferiority comes to. */
export type Equivalence = 'equivalent' | 'better' | 'worse' | 'unknown'

/** A test of “at most δ worse”, with the figures it rests on. */
export interface NonInferiority {
  readonly verdict: Equivalence
  /** Mean over files of the substitute's figure less the primary's. */
  readonly difference: number | null
  /** 90 % interval: each end is a one-sided test at 5 %. */
  readonly interval: Interval | null
  readonly files: number
  readonly delta: number
}

/**
 * Is a substitute as good as the primary, file by file? `equivalent` when the lower end of the difference is above −δ,
 * `better` when it is above 0, `worse` when the upper end is below −δ; `unknown` when the data do not decide, which is never
 * read as equivalent.
 *
 * @param primary one figure per file, such as F1 against labels, or the primary's agreement with itself
 * @param substitute the same files in the same order; null where a side has no figure
 */
export function nonInferiority(
  primary: readonly (number | null)[],
  substitute: readonly (number | null)[],
  random: () => number,
  delta: number = DELTA,
): NonInferiority {
  const differences = primary.flatMap((figure, index) => {
    const other = substitute[index]
    return figure === null || other === null || other === undefined ? [] : [other - figure]
  })
  const files = differences.length
  const mean = files === 0 ? null : differences.reduce((sum, difference) => sum + difference, 0) / files
  if (files < NEEDED_FILES) return { verdict: 'unknown', difference: mean, interval: null, files, delta }
  const statistic = (drawn: Uint32Array): number => {
    let sum = 0
    for (const index of drawn) sum += differences[index] ?? 0
    return sum / drawn.length
  }
  const interval = clusterBootstrap(files, statistic, random, { level: 0.9 })
  return { verdict: interval ? verdictOf(interval, delta) : 'unknown', difference: mean, interval, files, delta }
}

function verdictOf({ low, high }: Interval, delta: number): Equivalence {
  if (low > 0) return 'better'
  if (low > -delta) return 'equivalent'
  return high < -delta ? 'worse' : 'unknown'
}
