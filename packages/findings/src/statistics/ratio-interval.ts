import { type Figure, figure, type Interval } from './figure.ts'
import { studentQuantile } from './student.ts'

/** What one file adds to a ratio of sums, such as “found” and “labelled”. `part` ≤ `whole`; a file may add nothing. */
export interface RatioShare {
  readonly part: number
  readonly whole: number
}

const LEVEL = 0.95

/**
 * 95 % interval of Σ part ÷ Σ whole where files, not findings, are the sample: findings of one file stand or fall together. Null
 * where nothing was counted.
 *
 * Wilson's interval (Wilson 1927) with the sample size that simple draws would need for the same variance (Kish 1965), as for
 * survey data (Korn and Graubard 1998; Dean and Pagano 2015). The variance is that of a ratio over clusters, each residual
 * corrected for its leverage (MacKinnon and White 1985, HC3). Student's t replaces the normal value, with as many degrees of
 * freedom as there are files that matter: few large files are a small sample (Satterthwaite 1946). Where all files agree the
 * variance is 0 and each file counts once. Simulated on heavy-tailed files the interval holds the truth in 93 to 98 % of
 * samples from 30 files on (97 % at most from 50 on), and in more than 93 % below; `npm run statistics` prints the table.
 */
export function ratioInterval(files: readonly RatioShare[]): Interval | null {
  const counted = files.filter(({ whole }) => whole > 0)
  const whole = counted.reduce((sum, file) => sum + file.whole, 0)
  if (whole === 0) return null
  const ratio = counted.reduce((sum, file) => sum + file.part, 0) / whole
  let [variance, squares, weights] = [0, 0, 0]
  for (const file of counted) {
    const share = file.whole / whole
    weights += share * share
    // A file that is the whole sample has no residual; its one degree of freedom makes the interval wide.
    if (share === 1) continue
    const residual = (file.part - ratio * file.whole) / (1 - share)
    variance += residual ** 2
    squares += residual ** 4
  }
  const mattering = Math.min(1 / weights, squares > 0 ? (2 * variance ** 2) / squares : counted.length)
  const t = studentQuantile((1 - LEVEL) / 2, Math.max(1, mattering - 1))
  const spread = ratio * (1 - ratio)
  const size = spread > 0 && variance > 0 ? Math.min((spread * whole ** 2) / variance, whole) : counted.length
  const centre = (ratio + (t * t) / (2 * size)) / (1 + (t * t) / size)
  const half = (t / (1 + (t * t) / size)) * Math.sqrt(spread / size + (t * t) / (4 * size * size))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level: LEVEL }
}

/** Σ part ÷ Σ whole with its interval, or “insufficient data” with fewer files than are needed. */
export function ratioFigure(files: readonly RatioShare[], needed: number): Figure {
  const [part, whole] = files.reduce(([parts, wholes], file) => [parts + file.part, wholes + file.whole], [0, 0])
  return figure(whole === 0 ? null : part / whole, files.length, needed, ratioInterval(files))
}
