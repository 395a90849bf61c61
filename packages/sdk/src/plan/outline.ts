import { blanked } from './blanked.ts'
import { splitLines } from './lines.ts'

/** One line of a file, for a reader who does not need the rest. */
export interface OutlineLine {
  readonly line: number
  readonly text: string
}

/** What opens a declaration, or brings something in, in the languages of the corpus. */
const TELLING =
  /^(?:export|import|from|#include|package|use|using|require|function|async|class|abstract|interface|type|enum|struct|union|trait|impl|pub|fn|func|def|public|private|protected|static|const|let|var|module|namespace|@\w+)\b|^#include|^[\w$.]+\s*=\s*(?:async\s*)?(?:function\b|\()|^[\w*\s]+\([^;]*\)\s*\{?$/

const LONGEST_LINE = 160

/** Longest line that is looked at. */
const LONGEST_TOLD = 500

/** Longest outline: beyond this a file says more than a neighbour needs to know. */
const MOST_LINES = 60

/** The lines of a file that stand at its left edge and declare or import something, without what strings and comments say. */
export function outlineOf(content: string): readonly OutlineLine[] {
  const outline: OutlineLine[] = []
  for (const [index, text] of splitLines(blanked(content)).entries()) {
    // A longer line declares nothing that a person would read.
    if (text.length > LONGEST_TOLD || !TELLING.test(text)) continue
    outline.push({ line: index + 1, text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE - 1)}…` : text })
    if (outline.length === MOST_LINES) break
  }
  return outline
}
