import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { hasCode } from '@understudy/spec'
import { publishedSchemas } from '../../scripts/generate-schemas.ts'
import { type FileCoverage, parseReport, reviewStatus } from '../../src/index.ts'
import { finding, report } from '../samples.ts'

const whole = report()

/** The sentence that a document is refused with. */
async function refusal(document: unknown): Promise<string> {
  const error = await parseReport(typeof document === 'string' ? document : JSON.stringify(document)).catch(
    (thrown: unknown) => thrown,
  )
  expect(hasCode(error, 'invalid-document')).toBe(true)
  return (error as Error).message
}

describe('parseReport', () => {
  it('reads what was written, and loses nothing', async () => {
    expect(await parseReport(JSON.stringify(whole))).toEqual(whole)
  })

  it('keeps members that a later version adds', async () => {
    const later = { ...whole, signature: 'x', findings: [{ ...finding(), epss: 0.4 }] }
    expect(await parseReport(JSON.stringify(later))).toEqual(later)
  })

  it('takes words on the way that a later version adds, and no word that says what a report is worth', async () => {
    const attempt = { number: 1, target: 'a/b', requestedModel: 'b', startedAt: 'x', durationMs: 1, outcome: 'parked', why: 'w' }
    const failure = { kind: 'brown-out', scope: 'continent', reason: 'on-loan', sentence: 's' }
    const later = { ...whole, attempts: [{ ...attempt, failure }] }
    expect(await parseReport(JSON.stringify(later))).toEqual(later)
    expect(await refusal({ ...whole, status: 'mostly-fine' })).toMatch(/^The report cannot be read: status: /)
  })

  it.each([
    ['another version', { ...whole, schemaVersion: 2 }, /schemaVersion must be 1.*update Understudy/],
    ['no version', { findings: [] }, /schemaVersion must be 1.*Is it a report/],
    ['a bare list', [], /schemaVersion must be 1/],
    ['a wrong word deep inside', { ...whole, findings: [{ ...finding(), family: 'nope' }] }, /findings\[0\]\.family: /],
    ['no locations', { ...whole, findings: [{ ...finding(), locations: [] }] }, /findings\[0\]\.locations/],
    ['cut JSON', JSON.stringify(whole).slice(0, -9), /The document must be whole JSON/],
    ['findings given twice', JSON.stringify(whole).replace('"notes"', '"findings":[],"notes"'), /"findings" twice/],
    ['a prototype name', JSON.stringify(whole).replace('"notes"', '"__proto__":{},"notes"'), /"__proto__"/],
  ])('refuses %s, with the path inside the document', async (_, document, sentence) => {
    expect(await refusal(document)).toMatch(sentence)
  })

  it('never shows the content of a document', async () => {
    expect(await refusal({ ...whole, status: 'const password = "hunter2"' })).not.toContain('hunter2')
  })
})

describe('the published JSON Schemas', () => {
  it.each(publishedSchemas())('%s is the one that the code would write', (name, text) => {
    expect(readFileSync(join(import.meta.dirname, '../../schemas', name), 'utf8')).toBe(text)
  })

  it('accept a report, and refuse a wrong one', () => {
    const [, text] = publishedSchemas().find(([name]) => name === 'report.v1.json') ?? []
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(text ?? ''))
    expect(validate(JSON.parse(JSON.stringify(whole)))).toBe(true)
    expect(validate({ ...whole, status: 'green' })).toBe(false)
    expect(validate({ ...whole, findings: [{ ...finding(), schemaVersion: 2 }] })).toBe(false)
  })
})

describe('reviewStatus', () => {
  const reviewed: FileCoverage = { path: 'a.ts', disposition: 'reviewed' }
  const floor: FileCoverage = { path: 'b.ts', disposition: 'reviewed', degraded: true }
  const refused: FileCoverage = { path: 'c.ts', disposition: 'refused', reason: 'policy' }
  const failed: FileCoverage = { path: 'd.ts', disposition: 'failed', reason: 'deadline' }
  const truncated: FileCoverage = { path: 'e.ts', disposition: 'truncated', reason: 'length' }
  const tooLarge: FileCoverage = { path: 'f.ts', disposition: 'skipped', reason: 'larger than 1 MB' }
  const binary: FileCoverage = { path: 'g.png', disposition: 'skipped', reason: 'binary', excluded: true }

  it.each<[string, FileCoverage[], string]>([
    ['all reviewed', [reviewed, reviewed], 'complete'],
    ['a picture among them', [reviewed, binary], 'complete'],
    ['a file too large', [reviewed, tooLarge], 'partial'],
    ['one refused', [reviewed, refused], 'partial'],
    ['one truncated', [reviewed, truncated], 'partial'],
    ['one failed', [reviewed, floor, failed], 'partial'],
    ['lines of one left out', [{ ...reviewed, ranges: [[1, 40]] }], 'partial'],
    ['one by the floor', [reviewed, floor], 'degraded'],
    ['all refused', [refused, refused, binary], 'refused'],
    ['refused and failed', [refused, failed], 'failed'],
    ['all failed', [failed], 'failed'],
    ['only pictures', [binary], 'complete'],
    ['nothing', [], 'failed'],
  ])('%s', (_, coverage, status) => {
    expect(reviewStatus(coverage)).toBe(status)
  })
})
