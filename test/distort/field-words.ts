import { readFileSync } from 'node:fs'
import { familyOfCwe } from '@understudy/findings'
import type { Family } from '@understudy/spec'

/** Names of rules of public tools, by the family of their CWE. */
export const NAMES: ReadonlyMap<Family, readonly string[]> = readNames()

function readNames(): Map<Family, string[]> {
  const table = readFileSync(new URL('../../packages/findings/test/family/rule-names.txt', import.meta.url), 'utf8')
  const names = new Map<Family, string[]>()
  for (const line of table.split('\n')) {
    const [cwe, ...rules] = line.split(' ')
    const family = line.startsWith('#') ? undefined : familyOfCwe(Number(cwe))
    if (family) names.set(family, [...(names.get(family) ?? []), ...rules])
  }
  return names
}

/** Families that people write for each other's flaws, after real runs. */
export const NEIGHBOUR_FAMILIES: Partial<Readonly<Record<Family, readonly Family[]>>> = {
  'missing-authorization': ['missing-authentication', 'information-exposure'],
  'missing-authentication': ['missing-authorization', 'insecure-configuration'],
  'information-exposure': ['insecure-configuration', 'missing-authentication'],
  'insecure-configuration': ['information-exposure', 'missing-authentication'],
  'cross-site-scripting': ['code-injection', 'template-injection'],
  'code-injection': ['command-injection', 'template-injection', 'unsafe-deserialization'],
  'template-injection': ['cross-site-scripting', 'code-injection'],
  'command-injection': ['code-injection'],
  'path-traversal': ['file-upload'],
  'file-upload': ['path-traversal'],
  'weak-randomness': ['weak-cryptography'],
  'weak-cryptography': ['weak-randomness', 'hardcoded-secret'],
  'hardcoded-secret': ['weak-cryptography'],
  'integer-overflow': ['memory-safety'],
  'memory-safety': ['integer-overflow'],
  'nosql-injection': ['sql-injection'],
  'prototype-pollution': ['code-injection'],
  'session-management': ['insecure-configuration'],
  'denial-of-service': ['input-validation'],
}

/** The same flaw in other words. */
export const TITLES = [
  'Unsafe handling of input',
  'User input reaches a dangerous call',
  'Attacker-controlled value is used',
  'Check is missing',
  'Possible vulnerability',
  'Improper neutralisation',
  'Security issue in handler',
] as const
