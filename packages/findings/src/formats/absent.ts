import { visibleLine } from '../encode/control.ts'
import type { Report } from '../finding/report.ts'

/** Where a report keeps, in its `extensions`, who was to be asked and never answers. */
export const ABSENT_EXTENSION = 'understudy/absent-targets'

/** Most sentences of a report that are shown. */
const MOST = 20

/** The same, as the report has them. */
export function absentNotes({ extensions }: Pick<Report, 'extensions'>): readonly string[] {
  const kept = extensions[ABSENT_EXTENSION]
  return Array.isArray(kept) ? kept.filter((note) => typeof note === 'string').slice(0, MOST) : []
}

/**
 * Targets that a configuration names and that cannot serve, one sentence each: without them the review went on, and would go on for
 * ever without a word. Safe for any sink of plain text.
 */
export function absentSentences(report: Pick<Report, 'extensions'>): readonly string[] {
  return absentNotes(report).map((sentence) => visibleLine(sentence))
}
