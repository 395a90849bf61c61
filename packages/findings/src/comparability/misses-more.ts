import { FAMILIES, type Family } from '@understudy/spec'
import type { LabelRecall, Profile } from '../qualify/profile.ts'
import { binomialCdf } from '../statistics/index.ts'

/** A kind of flaw of which the substitute finds fewer, in labelled flaws of the corpus. */
export interface MissedFamily {
  readonly family: Family
  readonly labels: number
  /** Labels that the substitute, and the primary, found in more than half of their runs. */
  readonly substitute: number
  readonly primary: number
}

/** One-sided: with this many families, a stricter level would keep silent about all but disasters. */
const LEVEL = 0.1

const isFound = ({ found, runs }: LabelRecall): boolean => 2 * found > runs

/**
 * Families that a substitute misses more, by an exact sign test over the labels that exactly one of the two finds (McNemar 1947),
 * one-sided at 10 % a family; the largest loss first.
 */
export function missesMore(primary: Pick<Profile, 'byLabel'>, substitute: Pick<Profile, 'byLabel'>): readonly MissedFamily[] {
  const both = Object.entries(primary.byLabel).flatMap(([id, first]) => {
    const other = substitute.byLabel[id]
    return other && other.runs > 0 && first.runs > 0
      ? [{ family: first.family, first: isFound(first), other: isFound(other) }]
      : []
  })
  return FAMILIES.flatMap((family): MissedFamily[] => {
    const own = both.filter((label) => label.family === family)
    const [onlyFirst, onlyOther] = [
      own.filter(({ first, other }) => first && !other).length,
      own.filter(({ first, other }) => other && !first).length,
    ]
    if (onlyFirst === 0 || binomialCdf(onlyOther, onlyFirst + onlyOther, 0.5) > LEVEL) return []
    return [
      {
        family,
        labels: own.length,
        substitute: own.filter(({ other }) => other).length,
        primary: own.filter(({ first }) => first).length,
      },
    ]
  }).toSorted((a, b) => b.primary - b.substitute - (a.primary - a.substitute))
}
