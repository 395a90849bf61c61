/** Draws from the distributions that the simulations need; `random` gives 0 ≤ x < 1. */
export type Random = () => number

export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Marsaglia and Tsang 2000. */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v
  }
}

export function beta(a: number, b: number, random: Random): number {
  const x = gamma(a, random)
  return x / (x + gamma(b, random))
}

export function poisson(mean: number, random: Random): number {
  const least = Math.exp(-mean)
  let [count, product] = [0, random()]
  while (product > least) [count, product] = [count + 1, product * random()]
  return count
}

/** Counts of files: negative binomial, variance `mean + mean² / dispersion`. */
export const negativeBinomial = (mean: number, dispersion: number, random: Random): number =>
  poisson((mean * gamma(dispersion, random)) / dispersion, random)

export function binomial(n: number, p: number, random: Random): number {
  let count = 0
  for (let trial = 0; trial < n; trial++) if (random() < p) count++
  return count
}
