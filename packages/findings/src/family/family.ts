import { FAMILIES, type Family } from '@understudy/spec'
import { ancestors, weaknessTitles } from '../cwe/catalogue.ts'
import { cweIds } from '../cwe/normalise.ts'
import { FAMILY_CWES } from './cwes.ts'
import { KNOWN_RULES } from './known.ts'
import { familyOfWords } from './phrases.ts'
import { wordsOf } from './split.ts'

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

const OWN: ReadonlyMap<string, Family> = new Map(FAMILIES.map((family) => [family.replaceAll('-', ' '), family]))

/**
 * Reads a family from a tool's own words, such as `sql_injection`, `XSS`, `G201` or `javascript.lang.security.audit.eval`, and the
 * CWE ids beside them. A word of ours wins, then the CWE, then a rule that is known by its name, then what the words say; where they
 * say nothing, the rule's title; `other` when nothing fits.
 */
export function readFamily(name: string, cwes: readonly string[] = [], title = ''): Family {
  const words = wordsOf(name)
  const own = OWN.get(words)
  if (own && own !== 'other') return own
  for (const id of [...cwes, name].flatMap(cweIds)) {
    const family = familyOfCwe(id)
    if (family) return family
  }
  return familyOfName(name) ?? familyOfName(title) ?? 'other'
}

let titles: ReadonlyMap<string, number> | undefined

/** The weakness whose title these words are: MITRE's, the same without its nickname, or the nickname alone. */
function cweOfTitle(words: string): number | undefined {
  if (words.length < LEAST_TITLE) return undefined
  titles ??= new Map(
    [...weaknessTitles()].toReversed().flatMap(({ id, name }) => {
      const nickname = /\('([^()]{4,60})'\)/.exec(name)?.[1] ?? ''
      return [nickname, name.replace(/\s*\([^()]*\)/g, ''), name].map((title) => [wordsOf(title), id] as const)
    }),
  )
  return titles.get(words)
}

/** Titles are longer than the words that stand for several of them. */
const LEAST_TITLE = 8

/** Names of rules are paths: the last part says most, and the ones before it help out. */
function familyOfName(name: string): Family | undefined {
  const words = wordsOf(name)
  // A sentence has dots and colons of its own.
  const last = / /.test(name)
    ? words
    : wordsOf(name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'), name.lastIndexOf(':')) + 1))
  for (const text of [words, last]) {
    const known = KNOWN_RULES.get(text) ?? cweOfTitle(text)
    const family = known === undefined ? undefined : familyOfCwe(known)
    if (family) return family
  }
  return (last === words ? undefined : familyOfWords(last)) ?? familyOfWords(words)
}
