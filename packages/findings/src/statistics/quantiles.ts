/** Upper 1 % point of the standard normal distribution. */
const Z_99 = 2.3263478740408408

/** The standard normal value that is as rare as Student's t with `degrees` degrees of freedom (Wallace 1959, within .02 from 3 on). */
export function normalOfT(t: number, degrees: number): number {
  const size = Math.sqrt(degrees * Math.log1p((t * t) / degrees)) * ((8 * degrees + 1) / (8 * degrees + 3))
  return t < 0 ? -size : size
}

/** Upper 1 % point of χ² with `degrees` degrees of freedom (Wilson and Hilferty 1931, within half a percent). */
export function chiSquare99(degrees: number): number {
  if (degrees <= 0) return 0
  const spread = 2 / (9 * degrees)
  return degrees * (1 - spread + Z_99 * Math.sqrt(spread)) ** 3
}
