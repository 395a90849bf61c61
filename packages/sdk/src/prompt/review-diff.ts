import type { Change } from '../plan/change.ts'
import { splitLines } from '../plan/lines.ts'
import type { ReviewSource } from '../plan/source.ts'
import { contextSections } from './context-section.ts'
import { dataBlock, fileSection } from './data-block.ts'
import { REVIEW_SYSTEM } from './review.ts'
import { visible } from './visible.ts'

/** As `REVIEW_PROMPT_VERSION`; raise both when the words that they share change. */
export const REVIEW_DIFF_PROMPT_VERSION = 'review-diff-1'

/** The same rules, and which flaws a change is to be blamed for. */
export const REVIEW_DIFF_SYSTEM = `${REVIEW_SYSTEM}

A CHANGE
You review a change. Every file is shown as it is after the change. A section "=== change of <path> ===" follows it: the line numbers that are new or changed, and the removed lines with their old numbers, marked "-".
Report only flaws that the change brings in, exposes, or stops preventing: a removed check is worth a finding. Leave out flaws that were there before and that the change does not touch. For a flaw that a removed line causes, quote the removed line, or the line that now lacks protection.`

/** A file that has no other side is new. */
const allNew = ({ content }: ReviewSource): Change => ({ added: [[1, splitLines(content).length]], removed: [] })

function changeSection({ path, content }: ReviewSource, { added, removed }: Change): string {
  const ranges = added.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
  const gone = removed.map(({ line, text }) => `-${String(line).padStart(5)}| ${visible(text)}`)
  const none = content.trim() === '' ? 'none; nothing is left of this file' : 'none'
  return [`=== change of ${path} ===`, `new or changed lines: ${ranges || none}`, ...gone, '=== end of change ==='].join('\n')
}

/** The user message of one call that reviews a change. */
export function reviewDiffInput(files: readonly ReviewSource[], nonce: string): string {
  const reviewed = files.flatMap((file) => [fileSection(file), changeSection(file, file.change ?? allNew(file))])
  const what = files.length === 1 ? 'one file' : `${files.length} files`
  return `Review the change of ${what} in this data block for security flaws. Where the first line number is above 1, you see a part of a longer file: judge that part.\n\n${dataBlock([...contextSections(files), ...reviewed], nonce)}\n\nAnswer with one JSON object as described; files has ${files.length === 1 ? 'one entry' : `${files.length} entries`}.`
}
