/** One unit's ratings, as ranks from 0; null where a rater said nothing. */
export type Ratings = readonly (number | null)[]

/**
 * Krippendorff's α for ordinal values (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): any number of raters,
 * missing ratings allowed. Null when fewer than two units were rated by two raters, or all ratings are one and the same.
 */
export function ordinalAlpha(units: readonly Ratings[]): number | null {
  const rated = units.map((unit) => unit.filter((rank) => rank !== null)).filter((unit) => unit.length >= 2)
  if (rated.length < 2) return null
  const ranks = Math.max(...rated.flat()) + 1
  const coincidences = Array.from({ length: ranks }, () => new Float64Array(ranks))
  for (const unit of rated)
    for (const [i, first] of unit.entries())
      for (const [j, second] of unit.entries()) {
        const row = coincidences[first]
        if (i !== j && row) row[second] = (row[second] ?? 0) + 1 / (unit.length - 1)
      }
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0))
  const pairable = totals.reduce((sum, count) => sum + count, 0)
  let observed = 0
  let expected = 0
  for (let first = 0; first < ranks; first++)
    for (let second = first + 1; second < ranks; second++) {
      const distance = ordinalDistance(totals, first, second)
      observed += (coincidences[first]?.[second] ?? 0) * distance
      expected += (totals[first] ?? 0) * (totals[second] ?? 0) * distance
    }
  return expected === 0 ? null : 1 - ((pairable - 1) * observed) / expected
}

/** Squared count of ratings that lie between two ranks, half of each end included. */
function ordinalDistance(totals: readonly number[], first: number, second: number): number {
  let between = 0
  for (let rank = first; rank <= second; rank++) between += totals[rank] ?? 0
  return (between - ((totals[first] ?? 0) + (totals[second] ?? 0)) / 2) ** 2
}
