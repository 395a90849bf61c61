import { FAMILIES, type Family } from '@understudy/spec'
import { ancestors } from '../cwe/catalogue.ts'
import { cweIds } from '../cwe/normalise.ts'
import { FAMILY_CWES, FAMILY_WORDS } from './words.ts'

const byCwe: ReadonlyMap<number, Family> = new Map(
  (Object.entries(FAMILY_CWES) as [Family, readonly number[]][]).flatMap(([family, ids]) =>
    ids.map((id) => [id, family] as const),
  ),
)

/** The family of a weakness: its own, or that of its nearest ancestor that has one. */
export function familyOfCwe(id: number): Family | undefined {
  for (const at of ancestors(id).keys()) {
    const family = byCwe.get(at)
    if (family) return family
  }
  return undefined
}

/**
 * Reads a family from a tool's own words, such as `sql_injection`, `XSS` or `javascript.lang.security.audit.eval`, and the
 * CWE ids beside them. A word of ours wins, then the CWE, then what the words contain; `other` when nothing fits.
 */
export function readFamily(words: string, cwes: readonly string[] = [], _title = ''): Family {
  const plain = words
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if ((FAMILIES as readonly string[]).includes(plain) && plain !== 'other') return plain as Family
  for (const id of [...cwes, words].flatMap(cweIds)) {
    const family = familyOfCwe(id)
    if (family) return family
  }
  return FAMILY_WORDS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other'
}
