import { ALIASES } from './aliases.ts'
import { ancestors, cweNumber, weakness } from './catalogue.ts'
import { cweLevel } from './normalise.ts'

/** How far apart two ids may be from their nearest common ancestor. */
const MOST_STEPS = 2

const ANCESTOR_SCORES = [1, 0.9, 0.75]
const ALIAS_SCORE = 0.8
const COUSIN_SCORE = 0.6

/**
 * How alike two CWE ids are, 0 to 1: the same 1, parent and child .9, grandparent .75, a known pair of names for one flaw
 * .8, a near common ancestor .6, else 0. Null when an id is missing, unknown or coarse: then only families can be compared.
 */
export function cweSimilarity(a: string | null, b: string | null): number | null {
  if (a === null || b === null) return null
  const left = cweNumber(a)
  const right = cweNumber(b)
  if (cweLevel(left) !== 'specific' || cweLevel(right) !== 'specific') return null
  const alias = areAliases(left, right) ? ALIAS_SCORE : 0
  return Math.max(alias, treeSimilarity(left, right))
}

function areAliases(a: number, b: number): boolean {
  return ALIASES.get(a)?.has(b) ?? false
}

/**
 * An ancestor only counts when it says something itself: no pillar, and nothing that MITRE discourages as a class. SQL
 * injection and cross-site scripting meet in 74, "Injection", request forgery and redirects in 610; neither pair is alike.
 */
function treeSimilarity(left: number, right: number): number {
  const above = ancestors(left)
  const aboveRight = ancestors(right)
  const direct = above.get(right) ?? aboveRight.get(left)
  if (direct !== undefined) return ANCESTOR_SCORES[direct] ?? 0
  for (const [common, steps] of above) {
    const others = aboveRight.get(common)
    if (others === undefined || steps > MOST_STEPS || others > MOST_STEPS) continue
    const { abstraction } = weakness(common) ?? {}
    if (cweLevel(common) === 'specific' && (abstraction === 'base' || abstraction === 'class')) return COUSIN_SCORE
  }
  return 0
}
