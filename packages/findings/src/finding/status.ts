import type { FileCoverage, ReportStatus } from './report.ts'

/**
 * What the coverage of a review amounts to. Fails closed: no file, or one that is not proven read, is never `complete`. Where
 * every file is left out for a reason that proves nothing to be missing, nothing was to be asked.
 */
export function reviewStatus(coverage: readonly FileCoverage[]): ReportStatus {
  const wanted = coverage.filter((file) => !(file.disposition === 'skipped' && file.excluded))
  if (coverage.length > 0 && wanted.length === 0) return 'complete'
  const reviewed = wanted.filter((file) => file.disposition === 'reviewed')
  if (reviewed.length === 0) {
    // A file of which some lines were read is neither reviewed nor lost.
    if (wanted.some((file) => file.ranges?.length)) return 'partial'
    return wanted.length > 0 && wanted.every((file) => file.disposition === 'refused') ? 'refused' : 'failed'
  }
  if (reviewed.length < wanted.length) return 'partial'
  // A range list says that only these lines were read, so the rest of the file proves nothing.
  if (reviewed.some((file) => file.ranges)) return 'partial'
  return reviewed.some((file) => file.degraded) ? 'degraded' : 'complete'
}
