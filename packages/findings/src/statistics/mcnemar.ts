import { binomialCdf } from './binomial.ts'

/**
 * McNemar's exact test (McNemar 1947, binomial form): two-sided p that two reviewers who disagree on these labels are
 * equally good. Only the labels that exactly one of them found count.
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number | null {
  const discordant = onlyFirst + onlySecond
  if (discordant === 0) return null
  return Math.min(1, 2 * binomialCdf(Math.min(onlyFirst, onlySecond), discordant, 0.5))
}
