import { assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CvssComponents } from '@understudy/spec'
import { confidenceScale, normaliseConfidence, readSeverity, severityRank } from '../../src/index.ts'
import { cvssScore, cvssVector, severityOfScore } from '../../src/severity/cvss.ts'
import { finding } from '../samples.ts'

/** Base vectors of Heartbleed, Shellshock, Log4Shell and CVE-2013-1937 with the scores that FIRST gives them, and no harm at all. */
const EXAMPLES: readonly (readonly [vector: string, score: number])[] = [
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 8.7],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
  ['CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
]

const components = record<CvssComponents>({
  AV: constantFrom('N', 'A', 'L', 'P'),
  AC: constantFrom('L', 'H'),
  AT: constantFrom('N', 'P'),
  PR: constantFrom('N', 'L', 'H'),
  UI: constantFrom('N', 'P', 'A'),
  VC: constantFrom('H', 'L', 'N'),
  VI: constantFrom('H', 'L', 'N'),
  VA: constantFrom('H', 'L', 'N'),
  SC: constantFrom('H', 'L', 'N'),
  SI: constantFrom('H', 'L', 'N'),
  SA: constantFrom('H', 'L', 'N'),
})

describe('CVSS v4.0', () => {
  it.each(EXAMPLES)('%s scores %d', (vector, score) => expect(cvssScore(vector)).toBe(score))

  it('writes a vector in the order of the standard', () => {
    const all = { SA: 'N', SI: 'N', SC: 'N', VA: 'N', VI: 'N', VC: 'H', UI: 'N', PR: 'N', AT: 'N', AC: 'L', AV: 'N' } as const
    expect(cvssVector(all)).toBe(EXAMPLES[0]?.[0])
  })

  it('never scores less when the vulnerable system suffers more', () => {
    assert(
      property(components, (less) => {
        const more = cvssScore(cvssVector({ ...less, VC: 'H', VI: 'H', VA: 'H' }))
        expect(more).toBeGreaterThanOrEqual(cvssScore(cvssVector(less)))
      }),
    )
  })

  it.each([
    [0, 'info'],
    [0.1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ])('%d is %s', (score, level) => expect(severityOfScore(score)).toBe(level))
})

describe('the severity of a finding', () => {
  const cvss: CvssComponents = {
    AV: 'N',
    AC: 'L',
    AT: 'N',
    PR: 'N',
    UI: 'N',
    VC: 'H',
    VI: 'H',
    VA: 'H',
    SC: 'N',
    SI: 'N',
    SA: 'N',
  }

  it("is scored from the components, with the model's word beside it", () => {
    expect(finding({ severity: 'low', cvss }).severity).toEqual({
      level: 'critical',
      basis: 'components',
      raw: 'low',
      score: 9.3,
      vector: cvssVector(cvss),
    })
  })

  it('is the word where that is the more severe one', () => {
    const weak: CvssComponents = { ...cvss, VC: 'N', VI: 'N', VA: 'N' }
    expect(finding({ severity: 'critical', cvss: weak }).severity).toMatchObject({ level: 'critical', basis: 'model', score: 0 })
  })

  it("is the model's word without them", () => {
    expect(finding({ severity: 'low', cvss: null }).severity).toEqual({ level: 'low', basis: 'model', raw: 'low' })
  })

  it.each([
    ['HIGH', 'high'],
    ['Informational', 'info'],
    ['moderate', 'medium'],
    ['error', 'high'],
    ['note', 'low'],
    ['Unknown', undefined],
    ['', undefined],
  ])('reads %j as %s', (word, level) => expect(readSeverity(word)).toBe(level))

  it('is ordered', () => {
    expect((['info', 'low', 'medium', 'high', 'critical'] as const).map(severityRank)).toEqual([0, 1, 2, 3, 4])
  })
})

describe('the confidence of a finding', () => {
  it.each([
    [0.9, 0.9, 'unit'],
    [1, 1, 'unit'],
    [0, 0, 'unit'],
    [8, 0.8, 'ten'],
    [10, 1, 'ten'],
    [85, 0.85, 'hundred'],
    ['High', 0.9, 'word'],
    [' very-high ', 0.95, 'word'],
    ['maybe', null, 'none'],
    [null, null, 'none'],
    [-1, null, 'none'],
    [Number.NaN, null, 'none'],
    [1e9, null, 'none'],
  ] as const)('reads %j as %j', (raw, value, scale) => expect(normaliseConfidence(raw)).toEqual({ value, raw, scale }))

  it('is read on the scale of its whole document: a 1 beside an 8 is no certainty', () => {
    expect(confidenceScale([0.2, 1, null, 'high'])).toBe('unit')
    expect(confidenceScale([1, 8])).toBe('ten')
    expect(confidenceScale([1, 8, 85])).toBe('hundred')
    expect(confidenceScale([1, 1e9])).toBe('unit')
    expect(normaliseConfidence(1, 'exact', 'ten')).toEqual({ value: 0.1, raw: 1, scale: 'ten' })
    expect(normaliseConfidence(0.9, 'exact', 'ten')).toEqual({ value: 0.9, raw: 0.9, scale: 'unit' })
    expect(normaliseConfidence(8, 'exact', 'hundred')).toEqual({ value: 0.08, raw: 8, scale: 'hundred' })
    expect(normaliseConfidence(85, 'exact', 'ten')).toEqual({ value: 0.85, raw: 85, scale: 'hundred' })
  })

  it('is halved when the quote is nowhere in the file', () => {
    expect(finding({ snippet: 'nowhere.to.be.found()' }).confidence).toMatchObject({ value: 0.45, raw: 0.9 })
  })
})
