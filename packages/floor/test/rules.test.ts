import { FAMILIES, SEVERITIES } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, scan } from '../src/index.ts'

/** One language a rule set is enough: JavaScript's rules serve TypeScript as well. */
const sets = [...new Map(LANGUAGES.map((language) => [language.rules, language])).values()]

describe.each(sets)('the rules for $name', ({ rules, extensions }) => {
  const path = `example${extensions[0]}`

  it('have ids that occur once, and only words of the contract', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(FAMILIES).toContain(rule.family)
      expect(SEVERITIES).toContain(rule.severity)
      expect(rule.cwe).toMatch(/^CWE-[1-9]\d{0,3}$/)
      expect(rule.id).toContain(`/${rule.family}/`)
      expect(rule.title.length).toBeLessThanOrEqual(80)
    }
  })

  describe.each(rules)('$id', (rule) => {
    it('has examples of both kinds', () => {
      expect(rule.bad.length).toBeGreaterThan(0)
      expect(rule.good.length).toBeGreaterThan(0)
    })

    it.each(rule.bad)('reports %s', (code) => {
      const { flaws, note } = scan(path, code)
      expect(note).toBeNull()
      expect(flaws.map((flaw) => flaw.reasoning).join()).toContain(`Found by rule ${rule.id}.`)
    })

    it.each(rule.good)('is silent about %s', (code) => {
      const { flaws, note } = scan(path, code)
      expect(note).toBeNull()
      expect(flaws.filter((flaw) => flaw.family === rule.family)).toEqual([])
    })
  })
})

describe('the rules for JavaScript and TypeScript', () => {
  it('cover the twelve families that the floor promises', () => {
    const covered = new Set(LANGUAGES.find(({ name }) => name === 'TypeScript')?.rules.map((rule) => rule.family))
    for (const family of [
      'sql-injection',
      'nosql-injection',
      'command-injection',
      'code-injection',
      'path-traversal',
      'server-side-request-forgery',
      'cross-site-scripting',
      'open-redirect',
      'weak-cryptography',
      'hardcoded-secret',
      'unsafe-deserialization',
      'prototype-pollution',
    ])
      expect(covered).toContain(family)
  })
})
