/** A measured number with the size of the sample it comes from, or the plain statement that the sample is too small. */
export type Figure =
  | { readonly known: true; readonly value: number; readonly n: number; readonly interval?: Interval }
  | { readonly known: false; readonly reason: 'insufficient data'; readonly n: number; readonly needed: number }

/** A confidence interval; `level` is 0.95 unless said otherwise. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly level: number
}

/** A figure when `n` reaches `needed` and the number can be computed; "insufficient data" otherwise. */
export function figure(value: number | null, n: number, needed: number, interval?: Interval | null): Figure {
  if (n < needed || value === null || !Number.isFinite(value)) return { known: false, reason: 'insufficient data', n, needed }
  return { known: true, value, n, ...(interval && { interval }) }
}
