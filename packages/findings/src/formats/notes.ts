import { visibleLine } from '../encode/control.ts'
import { absentNotes } from './absent.ts'
import type { Report } from '../finding/report.ts'

const MOST_NOTES = 20
const LONGEST_NOTE = 300

/** What was left out or put right on the way: as many sentences as people read, each on one line, the others counted. */
export function noteSentences(report: Pick<Report, 'notes' | 'extensions'>, most: number = MOST_NOTES): readonly string[] {
  // Readers have these already, in a place of their own.
  const absent = new Set(absentNotes(report))
  const notes = report.notes.filter((note) => !absent.has(note))
  const shown = notes.slice(0, most).map((note) => {
    const line = visibleLine(note.slice(0, 4 * LONGEST_NOTE))
    return line.length > LONGEST_NOTE ? `${line.slice(0, LONGEST_NOTE - 1)}…` : line
  })
  return notes.length > shown.length ? [...shown, `${notes.length - shown.length} more notes are in the full report.`] : shown
}
