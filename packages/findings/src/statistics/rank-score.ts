import { normalQuantile } from './student.ts'

/**
 * The normal score of a value's rank among earlier values (McDonald 1990, “A CUSUM procedure based on sequential ranks”). While
 * nothing changes, scores are alike whatever the values' distribution is, so a test of them keeps its rate of false alarms on skewed
 * and heavy-tailed streams, too. Equal values share their rank.
 */
export function rankScore(earlier: readonly number[], value: number): number {
  let [below, equal] = [0, 0]
  for (const one of earlier)
    if (one < value) below++
    else if (one === value) equal++
  const share = (below + equal / 2 + 0.5) / (earlier.length + 1)
  if (share === 0.5) return 0
  return share > 0.5 ? normalQuantile(1 - share) : -normalQuantile(share)
}
