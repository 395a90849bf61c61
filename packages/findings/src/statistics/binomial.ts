/** ln(n!), exact enough by summation for the sample sizes of a review. */
function logFactorial(n: number): number {
  let sum = 0
  for (let k = 2; k <= n; k++) sum += Math.log(k)
  return sum
}

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  const base = logFactorial(n)
  let sum = 0
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(base - logFactorial(i) - logFactorial(n - i) + i * Math.log(p) + (n - i) * Math.log1p(-p))
  }
  return Math.min(1, sum)
}

/** Normal quantile for the 95 % two-sided level. */
const Z_95 = 1.959963984540054

/** Wilson's score interval (Wilson 1927) for a rate: sensible also at 0 and 1 and for small n. */
export function wilsonInterval(
  successes: number,
  n: number,
  z: number = Z_95,
): { readonly low: number; readonly high: number; readonly level: number } | null {
  if (n === 0) return null
  const rate = successes / n
  const centre = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level: 0.95 }
}
