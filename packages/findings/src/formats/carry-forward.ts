import type { Finding } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { provenRead } from './unread.ts'

/** Earlier findings in files of which this report cannot say that the flaw is gone: silence there must close nothing. */
export function carriedForward(report: Report, previous: Report): Finding[] {
  const proven = new Set(report.coverage.files.filter(provenRead).map(({ path }) => path))
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint.v1))
  return previous.findings.filter(({ locations, fingerprint }) => !proven.has(locations[0].path) && !present.has(fingerprint.v1))
}
