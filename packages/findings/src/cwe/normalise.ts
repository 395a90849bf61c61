import type { FindingCwe } from '../finding/finding.ts'
import { isCategory, weakness } from './catalogue.ts'

/** `CWE-89`, `cwe89`, `CWE 089`, `CWE_89: …`, and the address of MITRE's page. Not the numbers of `OWASP A03:2021`. */
const WRITTEN = /\bCWE(?:[-_:\s#]|%20)*0*(\d{1,5})\b|cwe\.mitre\.org\/data\/definitions\/0*(\d{1,5})\b/gi

/** One id and nothing else, as the prompt asks for it, or its number alone. */
const BARE = /^\s*(?:CWE-?)?0*(\d{1,5})\s*$/i

/** Every id in a text, in its order. */
export function cweIds(text: string): number[] {
  const bare = BARE.exec(text)
  if (bare) return [Number(bare[1])]
  return [...text.matchAll(WRITTEN)].map(([, id, page]) => Number(id ?? page))
}

/**
 * Reads what a reporter wrote. Of several ids the first that is fit for mapping is taken, so that `CWE-20, CWE-89` is
 * about SQL. Ids that MITRE discourages or prohibits, and categories, are coarse: they say too little to compare by.
 */
export function normaliseCwe(reported: readonly string[]): FindingCwe {
  const ids = reported.flatMap(cweIds).map((id) => ({ id, level: cweLevel(id) }))
  const best = ids.find(({ level }) => level === 'specific') ?? ids.find(({ level }) => level === 'coarse') ?? ids[0]
  return { reported, canonical: best ? `CWE-${best.id}` : null, level: best?.level ?? 'unknown' }
}

export function cweLevel(id: number): FindingCwe['level'] {
  const found = weakness(id)
  if (!found) return isCategory(id) ? 'coarse' : 'unknown'
  return found.usage === 'discouraged' || found.usage === 'prohibited' ? 'coarse' : 'specific'
}
