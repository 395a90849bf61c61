import { FAMILIES } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { familyOfCwe, readFamily } from '../../src/index.ts'
import { familyOfWords } from '../../src/family/phrases.ts'
import { wordsOf } from '../../src/family/split.ts'
import { CWE_TITLES, type Named, RULES, TITLES } from './table.ts'

const share = (list: readonly Named[], holds: (named: Named) => boolean): number => list.filter(holds).length / list.length

describe('the family of a rule by its name alone', () => {
  it.each([
    ['names of rules', RULES, 850],
    ['titles of rules', TITLES, 350],
    ['titles of CWE', CWE_TITLES, 600],
  ] as const)('is that of its CWE: %s', (_, list, least) => {
    expect(list.length).toBeGreaterThanOrEqual(least)
    expect(share(list, ({ name, family }) => readFamily(name) === family)).toBeGreaterThanOrEqual(0.97)
    expect(share(list, ({ name }) => readFamily(name) === 'other')).toBeLessThanOrEqual(0.02)
  })

  it('is spelled in any way', () => {
    const spellings = (name: string): string[] => {
      const words = wordsOf(name).split(' ')
      const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
      return [words.join('-'), words.join('_'), words.join(' '), words.map(capital).join(' '), words.join('_').toUpperCase()]
    }
    const plain = RULES.filter(({ name }) => !/[./:]/.test(name))
    expect(plain.length).toBeGreaterThan(400)
    for (const { name } of plain)
      for (const spelling of spellings(name)) expect([spelling, readFamily(spelling)]).toEqual([spelling, readFamily(name)])
  })

  it('comes from whole words: none of these holds the word that is in it', () => {
    // Each word of a phrase, put inside another word, must say nothing.
    for (const word of [
      'rce',
      'eval',
      'race',
      'sql',
      'xss',
      'dos',
      'iv',
      'des',
      'aes',
      'cert',
      'log',
      'hash',
      'path',
      'lock',
      'temp',
      'wrap',
    ])
      for (const hidden of [`zq${word}`, `${word}zq`, `zq${word}zq`, `qqq zq${word} qqq`])
        expect([hidden, familyOfWords(hidden)]).toEqual([hidden, undefined])
  })

  it.each([
    ['resource exhaustion', 'denial-of-service'],
    ['brute force', 'missing-authentication'],
    ['evaluation of results', 'other'],
    ['stack trace', 'information-exposure'],
    ['ReDoS', 'denial-of-service'],
    ['DoS', 'denial-of-service'],
    ['insecure transport', 'weak-cryptography'],
    ['Broken Authentication', 'missing-authentication'],
    ['missing_authentication', 'missing-authentication'],
    ['user enumeration', 'information-exposure'],
    ['Clickjacking', 'insecure-configuration'],
    ['directory listing', 'information-exposure'],
    ['missing rate limit', 'denial-of-service'],
    ['No rate limiting on login', 'denial-of-service'],
    ['retrieval of records', 'other'],
    ['unused variable', 'other'],
    ['', 'other'],
  ] as const)('of %j is %s', (name, family) => expect(readFamily(name)).toBe(family))

  it('is a word of ours first, then the CWE, then the name, then the title', () => {
    for (const family of FAMILIES.filter((one) => one !== 'other')) {
      expect(readFamily(family, ['CWE-79'])).toBe(family)
      expect(readFamily(family.replaceAll('-', '_').toUpperCase())).toBe(family)
    }
    expect(readFamily('eval', ['CWE-79'])).toBe(familyOfCwe(79))
    expect(readFamily('G201', [], 'Cross-site scripting')).toBe('sql-injection')
    expect(readFamily('R-17', [], 'Cross-site scripting')).toBe('cross-site-scripting')
  })
})
