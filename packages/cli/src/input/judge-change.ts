import type { SourceFile } from '@understudy/spec'
import type { ReviewedFile } from './collect.ts'
import { skipped, type SkippedFile } from './skip.ts'

/** Longest line of code that was surely read when it was reviewed before. */
const LONGEST_LINE = 5000

export interface ChangedSource {
  readonly read: SourceFile
  /** Text of the old side; null where there was none, or nobody ever reviewed it. */
  readonly before: string | null
  /** Where it was; null when it stays. */
  readonly moved: string | null
  /** Whether it may be run changed. */
  readonly mode: boolean
}

/** Git may keep line feeds where the working tree has carriage returns too; a line that differs in nothing else did not change. */
export function endingsOf(content: string, before: string): string {
  return content.includes('\r\n') && !before.includes('\r\n') ? before.replaceAll('\n', '\r\n') : before
}

/** Without carriage returns before line feeds, and without the last line end. A carriage return alone is no line end to a shell. */
const lineFeeds = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '')

const wasReadable = (text: string): boolean =>
  text.length <= LONGEST_LINE || text.split('\n').every(({ length }) => length <= LONGEST_LINE)

/** Endings of data and prose, which only a name or a folder makes code: `notes.txt` as `CMakeLists.txt`, a workflow's folder. */
const DATA =
  /\.(?:txt|md|markdown|rst|adoc|csv|tsv|log|json[c5]?|ya?ml|xml|toml|ini|cfg|conf|properties|env|lock|snap|map|svg|html?)$/i

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const endingOf = (path: string): string => /[^.](\.[^.]+)$/.exec(baseName(path))?.[1] ?? ''

/** Whether a file that moved is the same code as before, and not data that may have become some. */
export const staysCode = (path: string, moved: string): boolean =>
  endingOf(path) !== '' && endingOf(path) === endingOf(moved) && !DATA.test(path)

/** What of a changed file is to be reviewed: nothing where code that was reviewed only moved. Pure. */
export function judgeChange({ read, before, moved, mode }: ChangedSource): ReviewedFile | SkippedFile {
  // What was never reviewed as code, or may not have been, is new from the first line.
  if (before === null || !wasReadable(before)) return { ...read, before: '' }
  const { path, content } = read
  if (mode && /\.(?:txt|md|markdown|rst|adoc|csv|log)$/i.test(path)) return { ...read, before: '' }
  if (content === before) {
    if (moved !== null) return skipped(path, 'moved', `It only moved, from ${moved}.`)
    return mode
      ? skipped(path, 'mode', 'Only its mode changed: who may run it.')
      : skipped(path, 'not-changed', 'Its text did not change.')
  }
  if (lineFeeds(content) === lineFeeds(before)) return skipped(path, 'line-ends', 'Only its line ends changed.')
  return { ...read, before: endingsOf(content, before) }
}
