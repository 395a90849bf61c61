/** Upper 1 % point of the standard normal distribution. */
const Z_99 = 2.3263478740408408

/** Upper 1 % point of χ² with `degrees` degrees of freedom (Wilson and Hilferty 1931, within half a percent). */
export function chiSquare99(degrees: number): number {
  if (degrees <= 0) return 0
  const spread = 2 / (9 * degrees)
  return degrees * (1 - spread + Z_99 * Math.sqrt(spread)) ** 3
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return low + (high - low) * (place - below)
}
