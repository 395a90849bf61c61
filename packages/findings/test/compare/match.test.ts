import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign } from '../../src/match/assign.ts'
import { type Matching, matchFindings } from '../../src/match/match.ts'
import { crowded, sample } from './samples.ts'

const options = { cweScore: () => null }
const counts = ({ pairs, merged, onlyA, onlyB }: Matching) => ({
  pairs: pairs.length,
  merged: merged.length,
  onlyA: onlyA.length,
  onlyB: onlyB.length,
})
const total = ({ pairs }: Matching): number => pairs.reduce((sum, { score }) => sum + score, 0)

describe('matchFindings', () => {
  it.each([
    ['the same place', 10, 10, 'sql-injection', 1],
    ['a line that is five off', 10, 15, 'sql-injection', 1],
    ['a place far away with other words', 10, 60, 'sql-injection', 0],
    ['another family at the same line', 10, 10, 'weak-randomness', 0],
  ] as const)('%s', (_, first, second, family, pairs) => {
    const a = [sample({ path: 'a.ts', line: first, family: 'sql-injection', snippet: 'x' })]
    const b = [sample({ path: 'a.ts', line: second, family, snippet: 'y', title: 'Worded otherwise' })]
    expect(matchFindings(a, b, options).pairs).toHaveLength(pairs)
  })

  it('follows moved code and renamed files', () => {
    const a = [sample({ path: 'old.ts', line: 10, family: 'sql-injection', snippet: 'query(`… ${id}`)' })]
    const b = [sample({ path: 'new.ts', line: 300, family: 'sql-injection', snippet: 'query(`… ${id}`)' })]
    expect(matchFindings(a, b, options).pairs).toHaveLength(0)
    expect(matchFindings(a, b, { ...options, renames: new Map([['old.ts', 'new.ts']]) }).pairs).toHaveLength(1)
  })

  it('tells one flaw told as three from two new ones', () => {
    const one = [sample({ path: 'a.ts', line: 10, family: 'sql-injection', snippet: 'x', lines: 5 })]
    const three = [10, 12, 14].map((line) => sample({ path: 'a.ts', line, family: 'sql-injection', snippet: `x${line}` }))
    const matching = matchFindings(one, three, options)
    expect(counts(matching)).toEqual({ pairs: 1, merged: 2, onlyA: 0, onlyB: 0 })
    expect(matching.merged.every(({ side }) => side === 'a')).toBe(true)
  })

  it('brings neighbouring CWE ids together when their distance says so', () => {
    const at = (family: 'path-traversal' | 'file-upload', cwe: string) => ({
      ...sample({ path: 'a.ts', line: 5, family }),
      cwe: { reported: [cwe], canonical: cwe, level: 'specific' as const },
    })
    const near = matchFindings([at('path-traversal', 'CWE-22')], [at('file-upload', 'CWE-73')], {
      cweScore: (x, y) => (x === 'CWE-22' && y === 'CWE-73' ? 0.9 : 0),
    })
    expect(near.pairs).toHaveLength(1)
  })

  it('is symmetric, blind to order, and uses every finding once', () => {
    const seen = { pairs: 0, merged: 0, onlyA: 0, onlyB: 0 }
    assert(
      property(crowded, crowded, (a, b) => {
        const matching = matchFindings(a, b, options)
        const swapped = matchFindings(b, a, options)
        expect(counts(swapped)).toEqual({ ...counts(matching), onlyA: matching.onlyB.length, onlyB: matching.onlyA.length })
        expect(total(swapped)).toBeCloseTo(total(matching), 9)
        expect(counts(matchFindings(a.toReversed(), b.toReversed(), options))).toEqual(counts(matching))
        const mergedInA = matching.merged.filter(({ side }) => side === 'b').length
        expect(matching.pairs.length + mergedInA + matching.onlyA.length).toBe(a.length)
        for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += counts(matching)[key]
      }),
      { numRuns: 600 },
    )
    for (const reached of Object.values(seen)) expect(reached).toBeGreaterThan(20)
  })

  it('chooses the same of equally good pairings whichever side comes first', () => {
    const at = (line: number, snippet: string) => sample({ path: 'c.ts', line, family: 'nosql-injection', snippet })
    const a = [at(1, 'one'), at(1, 'two'), at(5, 'two')]
    const b = [at(15, 'two'), at(7, 'one')]
    const forth = matchFindings(a, b, options)
    const back = matchFindings(b, a, options)
    expect(new Set(forth.pairs.map(({ a: x, b: y }) => [x, y]))).toEqual(new Set(back.pairs.map(({ a: x, b: y }) => [y, x])))
    expect(back.merged).toHaveLength(forth.merged.length)
  })

  it('matches a list with itself completely', () => {
    assert(
      property(crowded, (list) => {
        expect(counts(matchFindings(list, list, options))).toEqual({ pairs: list.length, merged: 0, onlyA: 0, onlyB: 0 })
      }),
    )
  })
})

describe('assign', () => {
  it('prefers more accepted pairs to one better pair', () => {
    const scores = [
      [0.95, 0.7],
      [0.9, 0.1],
    ]
    const pairs = assign(2, 2, (row, column) => scores[row]?.[column] ?? 0, 0.6)
    expect(pairs.map(({ row, column }) => [row, column]).toSorted(([x = 0], [y = 0]) => x - y)).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('gives nothing for nothing', () => {
    expect(assign(0, 3, () => 1, 0.6)).toEqual([])
    expect(assign(2, 2, () => 0.5, 0.6)).toEqual([])
  })
})
