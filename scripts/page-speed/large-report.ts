import type { Report } from '@understudy/findings'
import { SEVERITIES } from '@understudy/spec'
import { sampleFinding, sampleReport } from '../../packages/cli/test/sample-report.ts'

const FLAWS = ['SQL built from input', 'Command built from input', 'Secret in source', 'Weak hash', 'Path leaves the folder']

/** A report with this many findings, in files of twenty each, by two models, all of them attempted and covered. */
export function largeReport(findings: number): Report {
  const paths = Array.from({ length: Math.ceil(findings / 20) }, (_, index) => `src/part-${index % 17}/file-${index}.ts`)
  const model = (index: number): string => (index % 3 ? 'model-a' : 'model-b')
  const [attempt] = sampleReport().attempts
  return {
    ...sampleReport(),
    findings: Array.from({ length: findings }, (_, index) =>
      sampleFinding(
        {
          title: `${FLAWS[index % FLAWS.length]} (${index})`,
          path: paths[Math.floor(index / 20)] ?? 'src/file.ts',
          severity: SEVERITIES[index % 5] ?? 'low',
          model: model(index),
          snippet: Array.from({ length: 4 }, (_line, line) => `const value${line} = query('SELECT ' + input${index})`).join('\n'),
          message: 'The value comes from the request and reaches the statement as it is, so whoever sends it decides what runs.',
        },
        index,
      ),
    ),
    coverage: {
      files: paths.map((path, index) => ({
        path,
        disposition: 'reviewed',
        servedModel: model(index),
        target: `a/${model(index)}`,
      })),
    },
    attempts: attempt
      ? paths.map((_, index) => ({
          ...attempt,
          target: `a/${model(index)}`,
          startedAt: new Date(Date.parse(attempt.startedAt) + index * 120).toISOString(),
        }))
      : [],
    durationMs: paths.length * 120 + 1_000,
  }
}
