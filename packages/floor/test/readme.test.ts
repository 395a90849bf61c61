import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FAMILIES } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../src/index.ts'

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8')

/** One column a rule set: JavaScript's rules serve TypeScript as well. */
const columns = [...new Map(LANGUAGES.map(({ name, rules }) => [rules, name])).entries()].map(([rules]) => ({
  name: LANGUAGES.find((language) => language.rules === rules)?.name ?? '',
  families: new Set(rules.map(({ family }) => family)),
}))

/** The families with a rule, and in which languages. */
const table = [
  `| family | ${columns.map(({ name }) => name).join(' | ')} |`,
  `| --- | ${columns.map(() => ':-:').join(' | ')} |`,
  ...FAMILIES.filter((family) => columns.some(({ families }) => families.has(family))).map(
    (family) => `| ${family} | ${columns.map(({ families }) => (families.has(family) ? 'yes' : '')).join(' | ')} |`,
  ),
].join('\n')

describe('the readme of the floor', () => {
  it('says which families have rules in which language', () => {
    expect(readme).toContain(table)
  })

  it('names the package of every language pack', () => {
    const packs = LANGUAGES.flatMap(({ pack }) => pack ?? [])
    expect(packs).toHaveLength(5)
    expect(packs.filter((pack) => !readme.includes(pack))).toEqual([])
  })
})
