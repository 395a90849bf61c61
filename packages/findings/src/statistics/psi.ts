import { chiSquare99 } from './quantiles.ts'

/** Above this a mix of families counts as another one; a convention of credit scoring, not a significance level. */
export const PSI_ALARM = 0.25

/** Half a count is added to each cell, so that a family that one side never saw does not make the index infinite. */
const SMOOTHING = 0.5

/** Population stability index between two mixes of counts over the same categories. Null when a side is empty. */
export function populationStabilityIndex(
  expected: ReadonlyMap<string, number>,
  observed: ReadonlyMap<string, number>,
): number | null {
  const categories = [...new Set([...expected.keys(), ...observed.keys()])]
  const [expectedTotal, observedTotal] = [totalOf(expected), totalOf(observed)]
  if (expectedTotal === 0 || observedTotal === 0) return null
  const share = (counts: ReadonlyMap<string, number>, all: number, category: string): number =>
    ((counts.get(category) ?? 0) + SMOOTHING) / (all + SMOOTHING * categories.length)
  return categories.reduce((index, category) => {
    const before = share(expected, expectedTotal, category)
    const after = share(observed, observedTotal, category)
    return index + (after - before) * Math.log(after / before)
  }, 0)
}

/** Categories that are expected more seldom are put together, as for a χ² test: their shares are mostly noise. */
const LEAST_EXPECTED = 5

/**
 * The same counts with rare categories put together under `rest`. Rare is what would hold fewer than five of the smaller side's
 * counts if both sides were alike.
 */
export function withoutRare(
  expected: ReadonlyMap<string, number>,
  observed: ReadonlyMap<string, number>,
  rest: string,
): { readonly expected: ReadonlyMap<string, number>; readonly observed: ReadonlyMap<string, number> } {
  const [expectedTotal, observedTotal] = [totalOf(expected), totalOf(observed)]
  const smaller = Math.min(expectedTotal, observedTotal) / (expectedTotal + observedTotal)
  const isRare = (category: string): boolean =>
    ((expected.get(category) ?? 0) + (observed.get(category) ?? 0)) * smaller < LEAST_EXPECTED
  const pooled = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
    const kept = new Map<string, number>()
    for (const [category, count] of counts) {
      const name = isRare(category) ? rest : category
      kept.set(name, (kept.get(name) ?? 0) + count)
    }
    return kept
  }
  return { expected: pooled(expected), observed: pooled(observed) }
}

/**
 * The index that two samples of one and the same mix stay below in 99 of 100 cases, and never less than `PSI_ALARM`: without a
 * change the index is distributed as χ² over (cells − 1), times the sum of the reciprocal sample sizes (Yurdakul and Naranjo 2020).
 */
export function psiThreshold(cells: number, expectedTotal: number, observedTotal: number): number {
  return Math.max(PSI_ALARM, chiSquare99(cells - 1) * (1 / expectedTotal + 1 / observedTotal))
}

export function totalOf(counts: ReadonlyMap<string, number>): number {
  let total = 0
  for (const count of counts.values()) total += count
  return total
}
