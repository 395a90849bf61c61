import {
  lineHashes,
  parseReview,
  type Provenance,
  type Report,
  toFinding,
  toSarif,
  unknownComparability,
} from '@understudy/findings'
import { type CvssComponents, FAMILIES, type ReportedFlaw, SEVERITIES, type SourceFile } from '@understudy/spec'
import { z } from 'zod'
import { type Bench, type BenchRow, median } from './row.ts'

const FILES = 1000
const PER_FILE = 10

const cvss: CvssComponents = { AV: 'N', AC: 'L', AT: 'N', PR: 'N', UI: 'N', VC: 'H', VI: 'H', VA: 'N', SC: 'N', SI: 'N', SA: 'N' }

const flaw: ReportedFlaw = {
  path: 'src/users.ts',
  snippet: '  const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)',
  startLine: 5,
  endLine: 5,
  reasoning: 'The id comes from the query string and becomes part of the statement without being bound. '.repeat(3),
  family: 'sql-injection',
  cwe: 'CWE-89',
  title: 'SQL injection through the id of the request',
  severity: 'high',
  confidence: 0.9,
  cvss,
  remediation: 'Bind the id as a parameter of the statement.',
}

const provenance: Provenance = {
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

/** What a careful program would write by hand: the whole shape, and nothing about duplicates, depth or coverage. */
const replySchema = z.object({
  findings: z.array(
    z.object({
      path: z.string(),
      snippet: z.string(),
      startLine: z.int(),
      endLine: z.int(),
      reasoning: z.string(),
      family: z.enum(FAMILIES),
      cwe: z.string().nullable(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      confidence: z.number(),
      cvss: z.record(z.string(), z.string()).nullable(),
      remediation: z.string().nullable(),
    }),
  ),
  files: z.array(
    z.object({ path: z.string(), verdict: z.enum(['findings', 'clean', 'not-reviewed']), note: z.string().nullable() }),
  ),
  end: z.literal('end-of-review'),
})

/** Processor milliseconds of one run, the median of several, after a run that warms up. */
function cpuMs(run: () => void, times = 5): number {
  run()
  return median(
    Array.from({ length: times }, () => {
      globalThis.gc?.()
      const before = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}

function parseRow(): BenchRow {
  const text = JSON.stringify({
    findings: Array.from({ length: 6 }, () => flaw),
    files: [{ path: flaw.path, verdict: 'findings', note: null }],
    end: 'end-of-review',
  })
  const calls = 2000
  const ours = cpuMs(() => {
    for (let call = 0; call < calls; call++)
      if (!parseReview(text, { paths: [flaw.path] }).ok) throw new Error('refused a good answer')
  })
  const zod = cpuMs(() => {
    for (let call = 0; call < calls; call++) replySchema.parse(JSON.parse(text))
  })
  const value = (ours * 1000) / calls
  const against = (zod * 1000) / calls
  const ratio = value / against
  return {
    name: 'strict parse of an answer with 6 findings, against JSON.parse + zod',
    unit: 'µs CPU',
    value,
    against,
    ratio,
    target: '≤ 2 ×',
    met: ratio <= 2,
  }
}

function sourceFiles(): SourceFile[] {
  const lines = Array.from(
    { length: 100 },
    (_, at) => `  const row${at} = await db.query("SELECT * FROM t${at} WHERE id = " + req.query.id${at})`,
  )
  const content = ['export async function all(req, res) {', ...lines, '}'].join('\n')
  return Array.from({ length: FILES }, (_, at) => ({ path: `src/file-${at}.ts`, content }))
}

/** Stated two lines off, as models do. */
function flawsOf(file: SourceFile): ReportedFlaw[] {
  const lines = file.content.split('\n')
  return Array.from({ length: PER_FILE }, (_, at) => {
    const line = at * 9 + 2
    return { ...flaw, path: file.path, snippet: lines[line - 1] ?? '', startLine: line + 2, endLine: line + 2 }
  })
}

function findingsRow(): BenchRow {
  const made = sourceFiles().map((file) => [file, flawsOf(file)] as const)
  const value = cpuMs(() => {
    for (const [{ path, content }, flaws] of made) {
      const file = { path, content }
      for (const one of flaws) toFinding(one, file, provenance)
    }
  })
  const name = `${FILES * PER_FILE} findings over ${FILES} files anchored, scored and fingerprinted`
  return { name, unit: 'ms CPU', value, target: '< 1000 ms', met: value < 1000 }
}

function sarifRow(): BenchRow {
  const files = sourceFiles()
  const findings = files.flatMap((file) => flawsOf(file).map((one) => toFinding(one, file, provenance)))
  const sources = new Map(files.map(({ path, content }) => [path, content]))
  const report: Report = {
    schemaVersion: 1,
    tool: { name: 'Understudy', version: '0' },
    task: 'review.files',
    status: 'complete',
    coverage: { files: files.map(({ path }) => ({ path, disposition: 'reviewed' })) },
    findings,
    comparability: unknownComparability([]),
    attempts: [],
    startedAt: '2026-06-12T21:21:00.000Z',
    durationMs: 1,
    notes: [],
    extensions: {},
  }
  const value = cpuMs(() => void JSON.stringify(toSarif(report, { sources })), 3)
  return {
    name: `SARIF of ${findings.length} findings with GitHub's line hashes`,
    unit: 'ms CPU',
    value,
    target: '< 1500 ms',
    met: value < 1500,
  }
}

function hashRow(): BenchRow {
  const content = 'const value = compute(input) // a line as any other\n'.repeat(2700)
  const value = cpuMs(() => void lineHashes(content))
  return {
    name: `GitHub's line hash of ${Math.round(content.length / 1000)} k characters`,
    unit: 'ms CPU',
    value,
    target: '≤ 32 ms',
    met: value <= 32,
  }
}

/** What it costs to make an answer comparable. */
export const findingsCost: Bench = () => Promise.resolve([parseRow(), findingsRow(), sarifRow(), hashRow()])
