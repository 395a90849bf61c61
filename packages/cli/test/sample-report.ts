import { type Finding, type Report, unknownComparability } from '@understudy/findings'
import type { Severity } from '@understudy/spec'

export interface SampleOptions {
  readonly title?: string
  readonly path?: string
  readonly snippet?: string
  readonly message?: string
  readonly model?: string
  readonly note?: string
  readonly severity?: Severity
}

/** One finding with texts of the test's choice. */
export function sampleFinding(options: SampleOptions = {}, number = 1): Finding {
  const {
    title = 'SQL built from input',
    path = 'src/orders.js',
    snippet = 'db.query(id)',
    message = 'id is not escaped.',
  } = options
  const { model = 'claude-fable-5', severity = 'high' } = options
  return {
    schemaVersion: 1,
    id: `f${number.toString(16).padStart(11, '0')}`,
    fingerprint: { v1: number.toString(16).padStart(64, '0') },
    ruleId: 'sql-injection',
    family: 'sql-injection',
    cwe: { reported: ['CWE-89'], canonical: 'CWE-89', level: 'specific' },
    title,
    message,
    locations: [
      {
        path,
        startLine: 2,
        endLine: 2,
        role: 'sink',
        anchor: { status: 'exact', snippet, offset: 0, statedLine: 2, keyLine: 2 },
      },
    ],
    severity: { level: severity, basis: 'model', raw: severity },
    confidence: { value: 0.9, raw: 0.9, scale: 'unit' },
    evidence: [],
    remediation: 'Use a bound parameter.',
    task: 'review.files',
    provenance: {
      requestedModel: model,
      servedModel: model,
      provider: 'anthropic',
      target: `anthropic/${model}`,
      promptVersion: '1',
      schemaVersion: 1,
      attempt: 1,
      degraded: false,
      task: 'review.files',
    },
    extensions: {},
  }
}

/** A small report: one finding, one file reviewed, one not, two attempts. */
export function sampleReport(options: SampleOptions = {}): Report {
  const { path = 'src/orders.js', model = 'claude-fable-5', note = 'a note' } = options
  const attempt = {
    requestedModel: model,
    startedAt: '2026-06-12T17:21:00.000Z',
    durationMs: 400,
    why: 'first choice',
    number: 1,
  }
  return {
    schemaVersion: 1,
    tool: { name: 'understudy', version: '0.0.0' },
    task: 'review.files',
    status: 'partial',
    coverage: {
      files: [
        { path, disposition: 'reviewed', servedModel: model, target: `anthropic/${model}` },
        { path: 'src/other.js', disposition: 'failed', reason: note },
      ],
    },
    findings: [sampleFinding(options)],
    comparability: unknownComparability([model]),
    attempts: [
      { ...attempt, target: `anthropic/${model}`, outcome: 'served', servedModel: model },
      {
        ...attempt,
        target: 'openai/gpt-5.5',
        outcome: 'failed',
        failure: { kind: 'withdrawn', scope: 'model', sentence: note },
      },
    ],
    startedAt: '2026-06-12T17:21:00.000Z',
    durationMs: 1000,
    notes: [note],
    extensions: {},
  }
}
