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
  const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)
  const [expectedTotal, observedTotal] = [total(expected), total(observed)]
  if (expectedTotal === 0 || observedTotal === 0) return null
  const share = (counts: ReadonlyMap<string, number>, all: number, category: string): number =>
    ((counts.get(category) ?? 0) + SMOOTHING) / (all + SMOOTHING * categories.length)
  return categories.reduce((index, category) => {
    const before = share(expected, expectedTotal, category)
    const after = share(observed, observedTotal, category)
    return index + (after - before) * Math.log(after / before)
  }, 0)
}
