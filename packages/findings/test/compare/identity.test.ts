import { FAMILIES, type Family, type SourceFile } from '@understudy/spec'
import { array, assert, asyncProperty, constantFrom, integer, oneof, option, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/compare/compare.ts'
import { matchFindings } from '../../src/compare/index.ts'
import { type Finding, importFindings, toFinding } from '../../src/index.ts'
import { flaw, provenance } from '../samples.ts'
import { RULES } from '../family/table.ts'

const CODE = [
  "import { db } from './db'", // 1
  '', // 2
  '@Get("/orders")', // 3
  'export async function orders(req, res) {', // 4
  '  const id = req.query.id', // 5
  '  const rows = await db.query(`SELECT * FROM orders WHERE id = ${id}`)', // 6
  '  res.send("<b>" + req.query.name + "</b>")', // 7
  '}', // 8
  '', // 9
  'export async function users(req, res) {', // 10
  '  const rows = await db.query(`SELECT * FROM users WHERE id = ${req.query.id}`)', // 11
  '  res.json(rows)', // 12
  '}', // 13
].join('\n')
const file: SourceFile = { path: 'src/a.ts', content: CODE }
const at = (startLine: number, family: Family, more: Partial<typeof flaw> = {}): Finding =>
  toFinding(
    { ...flaw, path: file.path, snippet: '', cwe: null, startLine, endLine: startLine, family, ...more },
    file,
    provenance,
  )
const pairs = (a: Finding, b: Finding): number => matchFindings([a], [b]).pairs.length

describe('a report compared with itself', () => {
  const sources = new Map([[file.path, CODE]])
  const entry = record(
    {
      file: constantFrom('src/a.ts', 'src/b.ts', '/work/app/src/a.ts'),
      line: oneof(integer({ min: 1, max: 20 }), constantFrom('3', '3-9', null)),
      category: oneof(constantFrom(...FAMILIES), constantFrom(...RULES.map(({ name }) => name)), string({ maxLength: 12 })),
      severity: constantFrom('high', 'LOW', 'Unknown'),
      description: string({ maxLength: 30 }),
      code: option(constantFrom('const id = req.query.id', 'nowhere()'), { nil: undefined }),
    },
    { requiredKeys: ['file'] },
  )

  it('agrees wholly, whatever was imported', async () => {
    let seen = 0
    await assert(
      asyncProperty(array(entry, { maxLength: 12 }), constantFrom(sources, undefined), async (entries, given) => {
        const { findings } = await importFindings(JSON.stringify(entries), {
          root: '/work/app',
          ...(given && { sources: given }),
        })
        const coverage = { files: ['src/a.ts', 'src/b.ts'].map((path) => ({ path, disposition: 'reviewed' as const })) }
        const { matching, files } = compare({ findings, coverage }, { findings, coverage })
        expect(matching).toMatchObject({ merged: [], onlyA: [], onlyB: [] })
        expect(matching.pairs).toHaveLength(findings.length)
        for (const { inA, inB, matchedA, matchedB } of files) expect([matchedA, matchedB]).toEqual([inA, inB])
        seen += findings.length
      }),
      { numRuns: 150 },
    )
    expect(seen).toBeGreaterThan(300)
  })

  it('agrees wholly, whatever a model told', () => {
    const told = record({
      startLine: integer({ min: 1, max: 30 }),
      more: integer({ min: 0, max: 12 }),
      family: constantFrom(...FAMILIES),
      snippet: constantFrom('', 'nowhere()', '  const id = req.query.id'),
      title: string({ maxLength: 10 }),
    })
    assert(
      property(array(told, { maxLength: 15 }), (list) => {
        const findings = list.map(({ startLine, more, family, ...rest }) =>
          at(startLine, family, { endLine: startLine + more, ...rest }),
        )
        expect(matchFindings(findings, findings)).toMatchObject({ merged: [], onlyA: [], onlyB: [] })
      }),
    )
  })
})

describe('two findings of one flaw', () => {
  it.each<[string, Finding, Finding]>([
    ['of no family, on the same lines', at(6, 'other', { title: 'Odd' }), at(6, 'other', { title: 'Strange thing' })],
    [
      'of no family, in the same words',
      at(5, 'other', { title: 'Missing audit trail' }),
      at(7, 'other', { title: 'Missing audit trail' }),
    ],
    [
      'one of no family, in the same words',
      at(6, 'other', { title: 'Query from input' }),
      at(6, 'sql-injection', { title: 'Query from input' }),
    ],
    ['missing authentication and authorisation', at(4, 'missing-authentication'), at(4, 'missing-authorization')],
    ['exposure and configuration', at(7, 'information-exposure'), at(7, 'insecure-configuration')],
    ['exposure and missing authentication', at(4, 'information-exposure'), at(4, 'missing-authentication')],
    ['scripting and code injection', at(7, 'cross-site-scripting'), at(7, 'code-injection')],
    ['a line and a wide range', at(6, 'sql-injection'), at(3, 'sql-injection', { endLine: 8 })],
    ['a decorator and its function', at(3, 'missing-authorization'), at(4, 'missing-authorization')],
    ['a blank line and what follows', at(2, 'missing-authorization'), at(4, 'missing-authorization')],
  ])('pair: %s', (_, a, b) => {
    expect([pairs(a, b), pairs(b, a)]).toEqual([1, 1])
  })

  it.each<[string, Finding, Finding]>([
    ['two functions, five lines apart', at(6, 'sql-injection'), at(11, 'sql-injection')],
    ['two functions without a check', at(4, 'missing-authorization'), at(10, 'missing-authorization')],
    ['of no family, apart and in other words', at(5, 'other', { title: 'Odd' }), at(7, 'other', { title: 'Strange thing' })],
    ['of no family next to another one', at(6, 'other', { title: 'Odd' }), at(6, 'sql-injection', { title: 'Query from input' })],
    ['neighbouring kinds on other lines', at(5, 'cross-site-scripting'), at(7, 'code-injection')],
    ['unlike kinds on one line', at(6, 'sql-injection'), at(6, 'weak-randomness')],
  ])('are told apart: %s', (_, a, b) => {
    expect([pairs(a, b), pairs(b, a)]).toEqual([0, 0])
  })

  it('pair where their function was moved', () => {
    const moved = { path: file.path, content: `${'// more\nconst more = 1\n'.repeat(60)}${CODE}` }
    const late = toFinding({ ...flaw, path: file.path, snippet: '', startLine: 126, endLine: 126 }, moved, provenance)
    expect(late.fingerprint).toEqual(at(6, 'sql-injection').fingerprint)
    expect(pairs(at(6, 'sql-injection'), late)).toBe(1)
  })
})

describe('the place of a finding', () => {
  it('keeps a range as it was stated', () => {
    expect(at(3, 'sql-injection', { endLine: 12 }).locations[0]).toMatchObject({ startLine: 3, endLine: 12 })
  })

  it.each<[string, number, number, Family]>([
    ['a blank line and the next statement', 9, 10, 'missing-authorization'],
    ['a decorator and its function', 3, 4, 'missing-authorization'],
    ['a decorator and its function, for what has a sink', 3, 4, 'sql-injection'],
  ])('has one fingerprint for %s', (_, a, b, family) => {
    expect(at(a, family).fingerprint).toEqual(at(b, family).fingerprint)
  })

  it('knows the function around it', () => {
    const [a, b, c] = [at(5, 'sql-injection'), at(7, 'cross-site-scripting'), at(11, 'sql-injection')].map(
      ({ locations: [{ anchor }] }) => anchor.function,
    )
    expect(a).toMatchObject({ startLine: 4, endLine: 7 })
    expect(b).toEqual(a)
    expect(c).toMatchObject({ startLine: 10, endLine: 12 })
    expect(c?.hash).not.toBe(a?.hash)
    expect(at(1, 'insecure-configuration').locations[0].anchor.function).toBeUndefined()
  })
})
