/**
 * The point that a standard normal value exceeds with probability `tail` (Abramowitz and Stegun 1964, 26.2.23, within .0005).
 *
 * @param tail 0 < tail ≤ 0.5
 */
export function normalQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail))
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
}

/**
 * The point that Student's t exceeds with probability `tail` (Hill 1970, Algorithm 396; exact for 1 and 2 degrees of freedom,
 * within .001 from 3 on). Degrees of freedom need not be whole.
 *
 * @param tail 0 < tail ≤ 0.5
 * @param degrees at least 1
 */
export function studentQuantile(tail: number, degrees: number): number {
  const both = 2 * tail
  if (degrees <= 1) return 1 / Math.tan((both * Math.PI) / 2)
  if (degrees === 2) return Math.sqrt(2 / (both * (2 - both)) - 2)
  const a = 1 / (degrees - 0.5)
  const b = 48 / (a * a)
  const c = ((20_700 * a) / b - 98) * a - 16
  const base = c * a + 96.36
  const d = ((94.5 / (b + base) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees
  const y = (d * both) ** (2 / degrees)
  return Math.sqrt(degrees * (y > 0.05 + a ? largeDegrees(tail, degrees, a, b, base, d) : smallDegrees(y, degrees, d)))
}

function largeDegrees(tail: number, degrees: number, a: number, b: number, base: number, d: number): number {
  const x = -normalQuantile(tail)
  let y = x * x
  const c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + (degrees < 5 ? base + 0.3 * (degrees - 4.5) * (x + 0.6) : base)
  y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
  return Math.expm1(a * y * y)
}

function smallDegrees(y: number, degrees: number, d: number): number {
  const inner = 1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3) + 0.5 / (degrees + 4)
  return ((inner * y - 1) * (degrees + 1)) / (degrees + 2) + 1 / y
}
