import { FAMILIES, type Family, SEVERITIES, type Severity } from '@understudy/spec'
import { array, constantFrom, integer, record, type Arbitrary } from 'fast-check'
import type { Finding } from '../../src/finding/finding.ts'
import type { FileCoverage } from '../../src/finding/report.ts'
import type { Comparable } from '../../src/compare/compare.ts'

export interface Sample {
  readonly path: string
  readonly line: number
  readonly family: Family
  readonly severity?: Severity
  readonly snippet?: string
  readonly title?: string
  readonly lines?: number
}

/** A finding with the members that matching reads; the rest is as plain as it can be. */
export function sample({
  path,
  line,
  family,
  severity = 'high',
  snippet = `code ${family} ${line}`,
  title = `A ${family}`,
  lines = 1,
}: Sample): Finding {
  return {
    schemaVersion: 1,
    id: 'x',
    fingerprint: { v1: `${path}|${family}|${snippet}` },
    ruleId: family,
    family,
    cwe: { reported: [], canonical: null, level: 'unknown' },
    title,
    message: title,
    locations: [
      {
        path,
        startLine: line,
        endLine: line + lines - 1,
        role: 'sink',
        anchor: { status: 'exact', snippet, offset: 0, statedLine: line, keyLine: line },
      },
    ],
    severity: { level: severity, basis: 'model', raw: severity },
    confidence: { value: 0.9, raw: 0.9, scale: 'unit' },
    evidence: [],
    remediation: null,
    task: 'review.files',
    provenance: {
      requestedModel: 'm',
      servedModel: 'm',
      provider: 'v',
      target: 'v/m',
      promptVersion: '1',
      schemaVersion: 1,
      attempt: 1,
      degraded: false,
      task: 'review.files',
    },
    extensions: {},
  }
}

export const PATHS = ['a.ts', 'b.ts', 'c.ts'] as const

export const reviewed = (path: string): FileCoverage => ({ path, disposition: 'reviewed', servedModel: 'm' })

export const reportOf = (findings: readonly Finding[], paths: readonly string[] = PATHS): Comparable => ({
  findings,
  coverage: { files: paths.map(reviewed) },
})

/** Findings that crowd few lines, files and families, so that ties, merges and near misses all happen. */
export const crowded: Arbitrary<Finding[]> = array(
  record({
    path: constantFrom(...PATHS),
    line: integer({ min: 1, max: 30 }),
    family: constantFrom(...FAMILIES.slice(0, 3)),
    severity: constantFrom(...SEVERITIES),
    snippet: constantFrom('one', 'two', 'three(a, b)', 'four(a, b, c)'),
    title: constantFrom('A title', 'Another title', 'Something else'),
  }).map(sample),
  { maxLength: 24 },
)
