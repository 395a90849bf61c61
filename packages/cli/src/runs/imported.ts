import {
  type FileCoverage,
  type ImportedFindings,
  problemSentence,
  type Report,
  unknownComparability,
} from '@understudy/findings'
import { count } from '../terminal/text.ts'

const MOST_PROBLEMS = 5

/**
 * Another scanner's findings as a report. It knows which files the scanner reported on and of no others, so these are its
 * coverage, and it is never called complete.
 */
export function importedReport({ tool, findings, complete, problems }: ImportedFindings, wallTime: number): Report {
  const files = [...new Set(findings.map(({ locations: [{ path }] }) => path))].toSorted()
  const models = [...new Set(findings.map(({ provenance }) => provenance.servedModel))]
  return {
    schemaVersion: 1,
    tool: { name: tool, version: 'unknown' },
    task: 'review.files',
    status: 'partial',
    coverage: {
      files: files.map((path): FileCoverage => ({ path, disposition: 'reviewed', target: `import/${tool}`, servedModel: tool })),
    },
    findings,
    comparability: unknownComparability(models),
    attempts: [],
    startedAt: new Date(wallTime).toISOString(),
    durationMs: 0,
    notes: [
      `Imported from ${tool}, which names the files it reports on and no others: nothing is known about the rest.`,
      ...(complete === false ? [`Results of ${tool} had to be left out.`] : []),
      ...problems.slice(0, MOST_PROBLEMS).map((problem) => `${tool}: ${problemSentence(problem)}`),
      ...(problems.length > MOST_PROBLEMS ? [`${count(problems.length - MOST_PROBLEMS, 'further problem')} of the import.`] : []),
    ],
    extensions: {},
  }
}
