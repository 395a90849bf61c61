import { splitLines } from './lines.ts'

/** A run of lines as numbers, 1-based and inclusive. */
export type LineRange = readonly [first: number, last: number]

/** What a change does to one file, on both of its sides. */
export interface Change {
  /** Lines of the new file that are new or changed. */
  readonly added: readonly LineRange[]
  /** Lines of the old file that are gone; `at` is the line of the new file before which they stood. */
  readonly removed: readonly { readonly at: number; readonly line: number; readonly text: string }[]
}

/** Beyond this many differing lines a comparison costs more than it tells; then every line counts as changed. */
const MOST_EDITS = 20_000

/** Compares the two sides of a file. */
export async function changeBetween(before: string, after: string): Promise<Change> {
  // Loaded when a change is reviewed, so that whoever reviews files does not pay for it.
  const { diffArrays } = await import('diff')
  const [old, now] = [splitLines(before), splitLines(after)]
  const parts = diffArrays(old, now, { maxEditLength: MOST_EDITS })
  const allOld = (): Change['removed'] => old.map((text, index) => ({ at: 1, line: index + 1, text }))
  if (!parts) return { added: [[1, now.length]], removed: allOld() }
  const added: LineRange[] = []
  const removed: Change['removed'][number][] = []
  let oldLine = 1
  let newLine = 1
  for (const part of parts) {
    if (part.added) added.push([newLine, newLine + part.count - 1])
    if (part.removed) for (const text of part.value) removed.push({ at: newLine, line: oldLine++, text })
    else newLine += part.count
    if (!part.removed && !part.added) oldLine += part.count
  }
  // The texts differ, and not in a line: what decides is in the line ends, so that all of it counts.
  return added.length + removed.length > 0 || now.length === 0 ? { added, removed } : { added: [[1, now.length]], removed: [] }
}

/** The part of a change that falls on some lines of the new file; null when none does. */
export function changeOn({ added, removed }: Change, firstLine: number, lastLine: number): Change | null {
  const ranges = added.flatMap(([first, last]): LineRange[] =>
    last < firstLine || first > lastLine ? [] : [[Math.max(first, firstLine), Math.min(last, lastLine)]],
  )
  // What was removed at the very end stands behind the last line.
  const gone = removed.filter(({ at }) => at >= firstLine && at <= lastLine + 1)
  return ranges.length > 0 || gone.length > 0 ? { added: ranges, removed: gone } : null
}

/** Whether some lines lie in a change or within `reach` lines of it. */
export function touches({ added, removed }: Change, firstLine: number, lastLine: number, reach: number): boolean {
  const near = (first: number, last: number): boolean => firstLine <= last + reach && lastLine >= first - reach
  return added.some(([first, last]) => near(first, last)) || removed.some(({ at }) => near(at - 1, at))
}
