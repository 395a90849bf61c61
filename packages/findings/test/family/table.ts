import { readFileSync } from 'node:fs'
import type { Family } from '@understudy/spec'
import { familyOfCwe } from '../../src/family/family.ts'
import { CWE_TABLE } from '../../src/cwe/table.generated.ts'

export interface Named {
  readonly name: string
  readonly cwe: number
  /** The family that the CWE has. */
  readonly family: Family
}

const read = (file: string): string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const named = (name: string, cwe: number): Named[] => {
  const family = familyOfCwe(cwe)
  return family ? [{ name, cwe, family }] : []
}

/** Names of rules as tools write them. */
export const RULES: readonly Named[] = read('rule-names.txt').flatMap((line) => {
  const [cwe, ...names] = line.split(' ')
  return names.flatMap((name) => named(name, Number(cwe)))
})

/** What tools call their rules in words, and what people write. */
export const TITLES: readonly Named[] = read('rule-titles.txt').flatMap((line) =>
  named(line.slice(line.indexOf(' ') + 1), Number(line.slice(0, line.indexOf(' ')))),
)

/** The titles of MITRE's list, of weaknesses that have a family. */
export const CWE_TITLES: readonly Named[] = CWE_TABLE.split('\n').flatMap((line) => {
  const [id = '', , , title = ''] = line.split('|')
  return named(title, Number(id))
})
