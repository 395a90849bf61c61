import type { Interval } from './figure.ts'

export interface BootstrapOptions {
  /** @default 2_000 */
  readonly resamples?: number
  /** @default 0.95 */
  readonly level?: number
}

/**
 * Percentile interval of a statistic by resampling whole clusters (Efron 1979; clusters as in Field and Welsh 2007). Findings in
 * one file stand or fall together, so files are drawn, not findings. Null with fewer than two clusters.
 *
 * @param statistic of the drawn clusters, given by index; null where it is not defined for that draw
 * @param random 0 ≤ x < 1; pass a seeded one for the same interval each time
 */
export function clusterBootstrap(
  clusters: number,
  statistic: (drawn: Uint32Array) => number | null,
  random: () => number,
  options: BootstrapOptions = {},
): Interval | null {
  const { resamples = 2_000, level = 0.95 } = options
  if (clusters < 2) return null
  const drawn = new Uint32Array(clusters)
  const values: number[] = []
  for (let resample = 0; resample < resamples; resample++) {
    for (let index = 0; index < clusters; index++) drawn[index] = Math.floor(random() * clusters)
    const value = statistic(drawn)
    if (value !== null && Number.isFinite(value)) values.push(value)
  }
  // A statistic that most draws cannot compute has no interval worth showing.
  if (values.length < resamples / 2) return null
  const sorted = Float64Array.from(values).toSorted()
  const tail = (1 - level) / 2
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), level }
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return low + (high - low) * (place - below)
}
