import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Family, FlawLabel } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, scan } from '../src/index.ts'

/** The corpus belongs to findings, which the floor may not import; its files are read as any user would. */
const root = fileURLToPath(new URL('../../findings/corpus/', import.meta.url))
type Range = Pick<FlawLabel, 'path' | 'startLine' | 'endLine' | 'family'>
const labels = JSON.parse(readFileSync(`${root}labels.json`, 'utf8')) as { flaws: FlawLabel[]; lookAlikes: Range[] }

const scans = new Map(
  [...new Set([...labels.flaws, ...labels.lookAlikes].map(({ path }) => path))].map((path) => [
    path,
    scan(path, readFileSync(`${root}${path}`, 'utf8')),
  ]),
)
const isFound = (label: Range): boolean =>
  scans
    .get(label.path)
    ?.flaws.some(
      ({ family, startLine, endLine }) => family === label.family && startLine <= label.endLine && endLine >= label.startLine,
    ) ?? false

/** The families that the promise is about. */
const PROMISED: readonly Family[] = [
  'sql-injection',
  'nosql-injection',
  'command-injection',
  'code-injection',
  'template-injection',
  'ldap-injection',
  'xml-external-entity',
  'path-traversal',
  'server-side-request-forgery',
  'cross-site-scripting',
  'weak-cryptography',
  'weak-randomness',
  'certificate-validation',
  'hardcoded-secret',
]
const LEAST_RECALL = 0.7
const MOST_FALSE_ALARMS = 0.03

describe('the floor on the canary corpus', () => {
  it('reads every file whole', () => {
    expect([...scans].filter(([, { note }]) => note !== null).map(([path]) => path)).toEqual([])
  })

  it.each(['typescript', 'python', 'java', 'go', 'c'])(
    'in %s, finds at least 70 percent of the injection, crypto and secret flaws',
    (folder) => {
      const promised = labels.flaws.filter(({ path, family }) => path.startsWith(`${folder}/`) && PROMISED.includes(family))
      expect(promised.length).toBeGreaterThan(2)
      const found = promised.filter(isFound)
      console.info(`floor on ${folder}: ${found.length} of ${promised.length} injection, crypto and secret flaws`)
      expect(found.length / promised.length).toBeGreaterThanOrEqual(LEAST_RECALL)
    },
  )

  it('raises a false alarm on less than 3 % of the clean twins', () => {
    const clean = new Set(labels.lookAlikes.map(({ path }) => path))
    const alarms = [...clean].filter((path) => (scans.get(path)?.flaws.length ?? 0) > 0)
    console.info(`floor on the clean twins: ${alarms.length} of ${clean.size} files with an alarm`)
    expect(alarms.length / clean.size).toBeLessThan(MOST_FALSE_ALARMS)
  })

  it('quotes what it reports, word for word', () => {
    const wrong = [...scans].flatMap(([path, { flaws }]) => {
      const lines = readFileSync(`${root}${path}`, 'utf8').split('\n')
      return flaws.filter(({ startLine, endLine, snippet }) => lines.slice(startLine - 1, endLine).join('\n') !== snippet)
    })
    expect(wrong).toEqual([])
    expect([...scans.values()].flatMap(({ flaws }) => flaws).length).toBeGreaterThan(30)
  })

  it('has rules for every language it promises', () => {
    expect(LANGUAGES.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['JavaScript', 'TypeScript', 'TypeScript with JSX', 'Python', 'Java', 'Go', 'C', 'PHP']),
    )
  })
})
