import { type Interval, studentQuantile } from '../statistics/index.ts'

/** How much worse a substitute may be and still count as equivalent: ten points of recall, of F1, or of clean files left alone. */
export const DELTA = 0.1

/** Files below which nothing is said: with fewer, a model that misses one file in ten more passes too often. */
export const NEEDED_FILES = 30

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
 * `better` when it is above 0, `worse` when the upper end is below −δ; `unknown` when the data do not decide or there are fewer
 * than 30 files, which is never read as equivalent.
 *
 * @param primary one figure from 0 to 1 per file, such as F1 against labels
 * @param substitute the same files in the same order; null where a side has no figure
 */
export function nonInferiority(
  primary: readonly (number | null)[],
  substitute: readonly (number | null)[],
  delta: number = DELTA,
): NonInferiority {
  const differences = primary.flatMap((figure, index) => {
    const other = substitute[index]
    return figure === null || other === null || other === undefined ? [] : [other - figure]
  })
  const files = differences.length
  const mean = files === 0 ? null : differences.reduce((sum, difference) => sum + difference, 0) / files
  if (files < NEEDED_FILES) return { verdict: 'unknown', difference: mean, interval: null, files, delta }
  const interval = meanInterval(differences)
  return { verdict: verdictOf(interval, delta), difference: mean, interval, files, delta }
}

/**
 * 90 % interval of a mean of differences between −1 and 1. Most are 0 and a few are ±1, so the sample's own variance is too small
 * whenever the rare ones happen to be absent: one difference of each extreme is added as a floor (as Agresti and Coull 1998 add
 * successes and failures), and the degrees of freedom follow from the differences that make up the variance (Satterthwaite 1946).
 * Simulated at the border the one-sided test errs in at most 6 % from 30 files on; `npm run statistics` prints the table.
 */
function meanInterval(differences: readonly number[]): Interval {
  const padded = [...differences, 1, -1]
  const n = padded.length
  const mean = padded.reduce((sum, difference) => sum + difference, 0) / n
  let [squares, fourths] = [0, 0]
  for (const difference of padded) {
    squares += (difference - mean) ** 2
    fourths += (difference - mean) ** 4
  }
  const degrees = Math.max(1, Math.min(n - 1, (2 * squares ** 2) / fourths - 1))
  const half = studentQuantile(0.05, degrees) * Math.sqrt(squares / (n - 1) / n)
  return { low: mean - half, high: mean + half, level: 0.9 }
}

function verdictOf({ low, high }: Interval, delta: number): Equivalence {
  if (low > 0) return 'better'
  if (low > -delta) return 'equivalent'
  return high < -delta ? 'worse' : 'unknown'
}
