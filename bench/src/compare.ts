import { FAMILIES, type ReportedFlaw, type SourceFile } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { type Finding, type Provenance, toFinding } from '@understudy/findings'
import { compare } from '@understudy/findings/compare'
import type { BenchRow } from './row.ts'

const FILES = 200
const FINDINGS = 2_000

const provenance: Provenance = {
  requestedModel: 'm',
  servedModel: 'm',
  provider: 'v',
  target: 'v/m',
  promptVersion: '1',
  schemaVersion: 1,
  attempt: 1,
  degraded: false,
  task: 'review.files',
}

const files: readonly SourceFile[] = Array.from({ length: FILES }, (_, index) => ({
  path: `src/module-${index}.ts`,
  content: Array.from(
    { length: 300 },
    (__, line) => `export const value${line} = compute(${line}, input.field${line % 17})`,
  ).join('\n'),
}))

/** Ten findings a file; every third one is a few lines off, or of another family, from one report to the next. */
function findings(seed: number): Finding[] {
  const random = seededRandom(seed)
  return Array.from({ length: FINDINGS }, (_, index) => {
    const file = files[index % FILES] as SourceFile
    const line = 5 + Math.floor(index / FILES) * 29 + (random() < 0.3 ? Math.floor(random() * 4) : 0)
    const flaw: ReportedFlaw = {
      path: file.path,
      snippet: file.content.split('\n')[line - 1] ?? '',
      startLine: line,
      endLine: line,
      reasoning: 'Input reaches this place.',
      family: FAMILIES[(Math.floor(index / FILES) + (random() < 0.1 ? 1 : 0)) % 12] ?? 'other',
      cwe: null,
      title: 'A flaw',
      severity: 'high',
      confidence: 0.8,
      cvss: null,
      remediation: null,
    }
    return toFinding(flaw, file, provenance)
  })
}

/** Comparing two large reports, with 95 % intervals of every figure. */
export async function compareSpeed(): Promise<readonly BenchRow[]> {
  const coverage = { files: files.map(({ path }) => ({ path, disposition: 'reviewed' as const, servedModel: 'm' })) }
  const [a, b] = [1, 2].map((seed) => ({ findings: findings(seed), coverage })) as [
    { findings: Finding[]; coverage: typeof coverage },
    { findings: Finding[]; coverage: typeof coverage },
  ]
  const seconds = (): number => {
    const started = performance.now()
    const { matching } = compare(a, b)
    if (matching.pairs.length < FINDINGS / 2) throw new Error(`Only ${matching.pairs.length} findings were matched.`)
    return (performance.now() - started) / 1_000
  }
  seconds()
  const whole = Math.min(seconds(), seconds(), seconds())
  return [
    {
      name: 'compare 2,000 × 2,000 findings in 200 files, with intervals',
      unit: 's',
      value: whole,
      target: '≤ 0.5 s',
      met: whole <= 0.5,
    },
  ]
}
