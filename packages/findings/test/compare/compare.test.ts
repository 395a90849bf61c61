import type { FlawLabel } from '@understudy/spec'
import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/compare/compare.ts'
import { matchLabels } from '../../src/compare/labels.ts'
import { crowded, reportOf, reviewed, sample } from './samples.ts'

const cweScore = () => null
const options = () => ({ cweScore })
const files = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.ts`)
const oneEach = (paths: readonly string[], line = 3) => paths.map((path) => sample({ path, line, family: 'sql-injection' }))

describe('compare', () => {
  it('is perfect for a report with itself', () => {
    const paths = files(12)
    const report = reportOf(oneEach(paths), paths)
    const { agreement, severity, flaws } = compare(report, report, options())
    for (const figure of Object.values(agreement))
      expect(figure).toMatchObject({ known: true, value: 1, n: 12, interval: { low: expect.closeTo(0.71, 1), high: 1 } })
    expect(severity.shift).toMatchObject({ known: false, needed: 30 })
    expect(new Set(flaws.map(({ state }) => state))).toEqual(new Set(['persisting']))
    assert(
      property(crowded, (list) => {
        expect(compare(reportOf(list), reportOf(list), options()).flaws.every(({ state }) => state === 'persisting')).toBe(true)
      }),
    )
  })

  it('calls a flaw new, resolved or reopened only where both sides read the file whole', () => {
    const before = {
      findings: [
        sample({ path: 'a.ts', line: 1, family: 'sql-injection' }),
        sample({ path: 'b.ts', line: 1, family: 'sql-injection' }),
      ],
      coverage: { files: [reviewed('a.ts'), reviewed('b.ts')] },
    }
    const came = [
      sample({ path: 'a.ts', line: 90, family: 'open-redirect' }),
      sample({ path: 'c.ts', line: 1, family: 'open-redirect' }),
    ]
    const after = {
      findings: came,
      coverage: {
        files: [reviewed('a.ts'), { path: 'b.ts', disposition: 'refused' as const, reason: 'refused' }, reviewed('c.ts')],
      },
    }
    const states = (resolvedBefore?: ReadonlySet<string>) =>
      Object.fromEntries(
        compare(before, after, { ...options(), ...(resolvedBefore && { resolvedBefore }) }).flaws.map(({ state, finding }) => [
          `${finding.locations[0].path} ${finding.family}`,
          state,
        ]),
      )
    expect(states()).toEqual({
      'a.ts sql-injection': 'resolved',
      'b.ts sql-injection': 'unknown',
      'a.ts open-redirect': 'new',
      'c.ts open-redirect': 'unknown',
    })
    expect(states(new Set([came[0]?.fingerprint.v1 ?? '']))['a.ts open-redirect']).toBe('reopened')
  })

  it('does not take the silence of a degraded engine for a fix', () => {
    const before = reportOf([sample({ path: 'a.ts', line: 1, family: 'sql-injection' })], ['a.ts'])
    const after = { findings: [], coverage: { files: [{ ...reviewed('a.ts'), degraded: true }] } }
    const comparison = compare(before, after, options())
    expect(comparison.flaws.map(({ state }) => state)).toEqual(['unknown'])
    expect(comparison.files).toEqual([])
  })

  it('shows insufficient data below ten files, and an interval from there', () => {
    const few = compare(reportOf(oneEach(files(9)), files(9)), reportOf([], files(9)), options())
    expect(few.agreement.f1).toEqual({ known: false, reason: 'insufficient data', n: 9, needed: 10 })
    const half = compare(reportOf(oneEach(files(20)), files(20)), reportOf(oneEach(files(10)), files(20)), options())
    expect(half.agreement.recall).toMatchObject({ known: true, value: 0.5, n: 20 })
    expect(half.agreement.precision).toMatchObject({ value: 1 })
    expect(half.agreement.jaccard).toMatchObject({ value: 0.5, interval: { low: expect.any(Number), high: expect.any(Number) } })
    expect(half.cells.ac1).toMatchObject({ known: true, n: 20 })
  })

  it('measures a severity shift from thirty pairs on', () => {
    const paths = files(30)
    const softer = paths.map((path) => sample({ path, line: 3, family: 'sql-injection', severity: 'medium' }))
    expect(compare(reportOf(oneEach(paths), paths), reportOf(softer, paths), options()).severity).toMatchObject({
      shift: { known: true, value: -1 },
      exact: { value: 0 },
    })
  })

  it('is the same when both lists are turned round', () => {
    assert(
      property(crowded, crowded, (a, b) => {
        const [one, other] = [
          compare(reportOf(a), reportOf(b), options()),
          compare(reportOf(a.toReversed()), reportOf(b.toReversed()), options()),
        ]
        expect(other.files).toEqual(one.files)
        expect(other.cells).toEqual(one.cells)
      }),
    )
  })
})

describe('labels', () => {
  const label = (id: string, startLine: number): FlawLabel => ({
    id,
    path: 'a.ts',
    startLine,
    endLine: startLine,
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: '',
    why: '',
  })

  it('finds each label once, within five lines, and forgives a second report of it', () => {
    const findings = [
      sample({ path: 'a.ts', line: 12, family: 'sql-injection' }),
      sample({ path: 'a.ts', line: 13, family: 'sql-injection' }),
      sample({ path: 'a.ts', line: 40, family: 'sql-injection' }),
      sample({ path: 'a.ts', line: 12, family: 'open-redirect' }),
    ]
    const { pairs, unlabelled } = matchLabels(findings, [label('one', 10), label('two', 80)], cweScore)
    expect(pairs.map(({ label: { id }, finding }) => [id, finding.locations[0].startLine])).toEqual([['one', 12]])
    expect(unlabelled).toEqual([findings[2], findings[3]])
  })

  it('compares two reviewers by what they found of the labels', () => {
    const labels = Array.from({ length: 40 }, (_, index) => label(String(index), 10 + index * 20))
    const found = (count: number) =>
      reportOf(
        labels.slice(0, count).map(({ startLine }) => sample({ path: 'a.ts', line: startLine, family: 'sql-injection' })),
        ['a.ts'],
      )
    const { labels: figures } = compare(found(5), found(38), { ...options(), labels })
    expect(figures).toMatchObject({ both: 5, onlyA: 0, onlyB: 33, neither: 2, mcnemar: { known: true, n: 33 } })
    expect(compare(found(5), found(6), { ...options(), labels }).labels?.mcnemar).toMatchObject({ known: false, needed: 29 })
  })
})
