import { describe, expect, it } from 'vitest'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { FAMILIES } from '@understudy/spec'
import { cweSimilarity, familyOfCwe, normaliseCwe, readFamily, weakness } from '../../src/index.ts'
import { ALIASES } from '../../src/cwe/aliases.ts'
import { isCategory } from '../../src/cwe/catalogue.ts'
import { FAMILY_CWES } from '../../src/family/cwes.ts'

describe('the table of weaknesses', () => {
  it('has MITRE 4.15 whole, in at most 80 KB', () => {
    const ids = Array.from({ length: 2000 }, (_, id) => id).filter((id) => weakness(id))
    expect(ids).toHaveLength(964)
    expect(statSync(join(import.meta.dirname, '../../src/cwe/table.generated.ts')).size).toBeLessThanOrEqual(80 * 1024)
  })

  it('counts mapping usage as MITRE does', () => {
    const count: Record<string, number> = {}
    for (let id = 0; id < 2000; id++) {
      const usage = weakness(id)?.usage
      if (usage) count[usage] = (count[usage] ?? 0) + 1
    }
    expect(count).toEqual({ allowed: 752, review: 86, discouraged: 42, prohibited: 84 })
  })

  it('knows names, abstraction and parents', () => {
    expect(weakness('CWE-89')).toMatchObject({ abstraction: 'base', usage: 'allowed', parents: [943] })
    expect(weakness(306)?.name).toBe('Missing Authentication for Critical Function')
    expect(weakness(310)).toBeUndefined()
  })

  it('has every id that the curated tables name', () => {
    // Tools still write ids of categories.
    const named = [...ALIASES.keys(), ...Object.values(FAMILY_CWES).flat()].filter((id) => !isCategory(id))
    expect(named.filter((id) => !weakness(id))).toEqual([])
  })
})

describe('normaliseCwe', () => {
  it.each([
    ['CWE-89', 'CWE-89', 'specific'],
    ['cwe89', 'CWE-89', 'specific'],
    ['CWE 089', 'CWE-89', 'specific'],
    ['CWE_79: Cross-site Scripting', 'CWE-79', 'specific'],
    ['SQL Injection (CWE-89)', 'CWE-89', 'specific'],
    ['https://cwe.mitre.org/data/definitions/22.html', 'CWE-22', 'specific'],
    ['external/cwe/cwe-079', 'CWE-79', 'specific'],
    ['89', 'CWE-89', 'specific'],
    ['CWE-20, CWE-89', 'CWE-89', 'specific'],
    ['CWE-20', 'CWE-20', 'coarse'],
    ['CWE-200', 'CWE-200', 'coarse'],
    ['CWE-284', 'CWE-284', 'coarse'],
    ['CWE-310', 'CWE-310', 'coarse'],
    ['CWE-99999', 'CWE-99999', 'unknown'],
    ['OWASP A03:2021', null, 'unknown'],
    ['N/A', null, 'unknown'],
    ['', null, 'unknown'],
  ])('reads %j', (written, canonical, level) => {
    expect(normaliseCwe([written])).toEqual({ reported: [written], canonical, level })
  })
})

describe('cweSimilarity', () => {
  it.each([
    ['the same', 89, 89, 1],
    ['a parent', 89, 564, 0.9],
    ['a grandparent', 22, 24, 0.75],
    ['two names of one flaw', 639, 862, 0.8],
    ['two names of one flaw', 798, 522, 0.8],
    ['two names of one flaw', 352, 346, 0.8],
    ['two names of one flaw', 306, 862, 0.8],
    ['two names of one flaw', 502, 94, 0.8],
    ['cousins under a base', 36, 24, 0.6],
    ['redirect and request forgery', 601, 918, 0],
    ['SQL and markup', 89, 79, 0],
    ['SQL and memory', 89, 416, 0],
  ])('%s: %i and %i', (_, a, b, expected) => {
    expect(cweSimilarity(`CWE-${a}`, `CWE-${b}`)).toBe(expected)
    expect(cweSimilarity(`CWE-${b}`, `CWE-${a}`)).toBe(expected)
  })

  it.each([
    ['a discouraged id', 'CWE-20', 'CWE-20'],
    ['a category', 'CWE-310', 'CWE-327'],
    ['an id that does not exist', 'CWE-99999', 'CWE-89'],
    ['no id', null, 'CWE-89'],
  ])('does not judge by %s', (_, a, b) => {
    expect(cweSimilarity(a, b)).toBeNull()
  })
})

describe('families', () => {
  it('finds the family of descendants', () => {
    expect([24, 564, 259, 122, 1275].map(familyOfCwe)).toEqual([
      'path-traversal',
      'sql-injection',
      'hardcoded-secret',
      'memory-safety',
      'session-management',
    ])
    expect(familyOfCwe(99999)).toBeUndefined()
  })

  it.each([
    ['sql_injection', [], 'sql-injection'],
    ['SqlInjection', [], 'sql-injection'],
    ['XSS', [], 'cross-site-scripting'],
    ['hardcoded_credentials', [], 'hardcoded-secret'],
    ['IDOR', [], 'missing-authorization'],
    ['javascript.lang.security.audit.child-process', [], 'command-injection'],
    ['js/missing-rate-limiting', ['CWE-770'], 'denial-of-service'],
    ['A vague name', ['CWE-918'], 'server-side-request-forgery'],
    ['A vague name', [], 'other'],
  ])('reads %j %j', (words, cwes, family) => {
    expect(readFamily(words, cwes)).toBe(family)
  })

  it('reads each of our own words as itself', () => {
    expect(FAMILIES.map((family) => readFamily(family))).toEqual(FAMILIES)
  })
})
