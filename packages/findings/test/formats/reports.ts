import { FAMILIES, SEVERITIES } from '@understudy/spec'
import type { FileCoverage, Finding, Report } from '../../src/index.ts'
import { file, finding, report } from '../samples.ts'
import { HOSTILE } from '../encode/hostile.ts'

const coverage: readonly FileCoverage[] = [
  { path: file.path, disposition: 'reviewed', servedModel: 'model-a', target: 'anthropic/model-a' },
  { path: 'src/a b#?%.ts', disposition: 'refused', reason: 'cyber_policy', target: 'openai/model-b' },
  { path: 'logo.png', disposition: 'skipped', reason: 'binary', excluded: true },
]

const everyFamily: readonly Finding[] = FAMILIES.map((family, at) =>
  finding({ family, severity: SEVERITIES[at % SEVERITIES.length] ?? 'low', title: `Flaw of ${family}` }),
)

const hostile: readonly Finding[] = HOSTILE.map(([, text], at) => ({
  ...finding({ title: text, reasoning: text, remediation: text, cwe: text }, { servedModel: text, target: text }),
  fingerprint: { v1: at.toString(16).padStart(64, '0') },
}))

/** Reports of every kind that a format must hold. */
export const REPORTS: readonly (readonly [name: string, report: Report])[] = [
  ['complete', report()],
  ['empty and complete', report({ findings: [] })],
  ['with every family', report({ findings: everyFamily })],
  ['partial', report({ status: 'partial', coverage: { files: coverage } })],
  ['refused', report({ status: 'refused', findings: [], coverage: { files: coverage.slice(1) } })],
  [
    'degraded',
    report({ status: 'degraded', coverage: { files: [{ path: file.path, disposition: 'reviewed', degraded: true }] } }),
  ],
  ['failed before it began', report({ status: 'failed', findings: [], coverage: { files: [] } })],
  ['with hostile text', report({ findings: hostile })],
  ['with a quote that is nowhere', report({ findings: [finding({ snippet: 'nothing.like(it)' })] })],
]
