import { visibleLine } from '../encode/control.ts'
import type { FileCoverage, Report } from '../finding/report.ts'

/** Files of which the report cannot say that they are clean. What the review is not about is not among them. */
export function unreadFiles(report: Report): FileCoverage[] {
  return report.coverage.files.filter((file) => !provenRead(file) && !(file.disposition === 'skipped' && file.excluded))
}

/** Files that the review is about. */
export function wantedFiles(report: Report): FileCoverage[] {
  return report.coverage.files.filter((file) => !(file.disposition === 'skipped' && file.excluded))
}

/** Read whole, by a model whose silence means something. */
export function provenRead(file: FileCoverage): boolean {
  return file.disposition === 'reviewed' && !file.degraded && !file.ranges
}

/** What became of such a file, without its path: `was refused: cyber_policy`. One line, safe for any sink of plain text. */
export function unreadWords({ disposition, reason, degraded, ranges }: FileCoverage): string {
  const what =
    disposition !== 'reviewed'
      ? disposition === 'failed'
        ? 'not reviewed'
        : disposition
      : degraded
        ? 'only scanned by an engine whose silence proves nothing'
        : ranges
          ? 'read in part'
          : 'reviewed'
  return `was ${what}${reason ? `: ${visibleLine(reason)}` : ''}`
}

/** What a report that is not complete must say in every format. */
export function statusSentence(report: Report): string | null {
  switch (report.status) {
    case 'complete':
      return null
    case 'degraded':
      return 'Some files were only scanned by an engine whose silence proves nothing. Findings that are absent prove nothing there.'
    case 'partial':
      return 'Some files were not reviewed. Findings that are absent prove nothing there.'
    case 'refused':
      return 'The models refused this review. Nothing was reviewed.'
    case 'failed':
      return 'No model could answer. Nothing was reviewed.'
  }
}
