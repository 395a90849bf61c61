/** One measured figure. `ratio` is `value / against`; both come from the same run. */
export interface BenchRow {
  readonly name: string
  readonly unit: string
  readonly value: number
  /** What it is compared with, measured in the same run. */
  readonly against?: number
  readonly ratio?: number
  /** The middle half of the paired ratios, where several were taken. */
  readonly spread?: readonly [low: number, high: number]
  /** The promise, in words: `≤ 0.9 × bare SDK`. */
  readonly target: string
  readonly met: boolean
}

/** A group of figures; run alone with `npm run bench -- --only <name>`. */
export type Bench = () => Promise<readonly BenchRow[]>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** A figure of its own that must not pass a number. */
export const atMost = (name: string, unit: string, value: number, most: number): BenchRow => ({
  name,
  unit,
  value,
  target: `≤ ${most} ${unit}`,
  met: value <= most,
})

/** What a quarter, and what three quarters, of the values do not exceed. */
export function middleHalf(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
  return [at(0.25), at(0.75)]
}
