import { type FileCoverage, type Report, reviewStatus } from '@understudy/findings'

/**
 * A report of code whose own configuration left out some of the operator's models. Whoever wrote the code chose who judges it,
 * so silence about a file proves nothing, whoever read it.
 */
export function withoutJudges(report: Report, dropped: readonly string[]): Report {
  if (dropped.length === 0) return report
  const reason = `the reviewed repository left out ${dropped.join(', ')}, so it chose who judges it`
  const files = report.coverage.files.map((file): FileCoverage =>
    file.disposition === 'reviewed' ? { ...file, degraded: true, reason: file.reason ?? reason } : file,
  )
  return { ...report, coverage: { files }, status: reviewStatus(files) }
}
