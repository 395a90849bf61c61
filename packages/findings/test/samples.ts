import type { ReportedFlaw, SourceFile } from '@understudy/spec'
import { type Finding, type Provenance, type Report, toFinding, unknownComparability } from '../src/index.ts'

export const file: SourceFile = {
  path: 'src/users.ts',
  content: [
    "import { db } from './db'",
    '',
    'export async function find(req, res) {',
    '  const id = req.query.id',
    '  const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)',
    '  res.json(rows)',
    '}',
    '',
  ].join('\n'),
}

export const flaw: ReportedFlaw = {
  path: 'src/users.ts',
  snippet: '  const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)',
  startLine: 5,
  endLine: 5,
  reasoning: 'The id of the request becomes part of the statement.',
  family: 'sql-injection',
  cwe: 'CWE-89',
  title: 'SQL injection in find',
  severity: 'high',
  confidence: 0.9,
  cvss: null,
  remediation: 'Bind the id as a parameter.',
}

export const provenance: Provenance = {
  requestedModel: 'model-a',
  servedModel: 'model-a',
  provider: 'anthropic',
  target: 'anthropic/model-a',
  promptVersion: '1',
  schemaVersion: 1,
  attempt: 1,
  degraded: false,
  task: 'review.files',
}

export function finding(changes: Partial<ReportedFlaw> = {}, by: Partial<Provenance> = {}, inFile: SourceFile = file): Finding {
  return toFinding({ ...flaw, ...changes }, inFile, { ...provenance, ...by })
}

export function report(changes: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'Understudy', version: '0.1.0' },
    task: 'review.files',
    status: 'complete',
    coverage: { files: [{ path: file.path, disposition: 'reviewed', servedModel: 'model-a', target: 'anthropic/model-a' }] },
    findings: [finding()],
    comparability: unknownComparability(['model-a']),
    attempts: [],
    startedAt: '2026-06-12T21:21:00.000Z',
    durationMs: 1500,
    notes: [],
    extensions: {},
    ...changes,
  }
}
