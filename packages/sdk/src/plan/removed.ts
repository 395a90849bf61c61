import type { Change } from './change.ts'
import type { Piece } from './cut.ts'
import { splitLines } from './lines.ts'
import type { ReviewSource } from './source.ts'
import { estimateLineTokens } from './tokens.ts'

/** Lines that are shown with removed ones, when these fill a call by themselves. */
const LINES_AROUND = 3

const costOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + estimateLineTokens(text), 0)

/** What the removed lines of a file take in a prompt, by estimate. */
export function removedTokens({ change }: ReviewSource): number {
  return costOf((change?.removed ?? []).map(({ text }) => text))
}

/** The number of the first removed line that no call has room for, or null. */
export function removedLineOverBudget({ removed }: Change, pieceTokens: number): number | null {
  return removed.find(({ text }) => estimateLineTokens(text) > pieceTokens)?.line ?? null
}

/** Removed lines in runs that each fit a budget; every run has one at least. */
function runsOf(removed: Change['removed'], budget: number): readonly Change['removed'][] {
  const runs: Change['removed'][number][][] = []
  let spent = Number.POSITIVE_INFINITY
  for (const line of removed) {
    const cost = estimateLineTokens(line.text)
    if (spent + cost > budget) {
      runs.push([])
      spent = 0
    }
    runs.at(-1)?.push(line)
    spent += cost
  }
  return runs
}

/** A piece that shows some removed lines, and of the file only what stands around them. */
function around(piece: Piece, removed: Change['removed']): Piece {
  const lines = splitLines(piece.content)
  const at = removed[0]?.at ?? piece.firstLine
  const from = Math.max(0, Math.min(lines.length, at - piece.firstLine) - LINES_AROUND)
  const shown = lines.slice(from, from + 2 * LINES_AROUND)
  const firstLine = piece.firstLine + from
  const { context: _, ...rest } = piece
  return {
    ...rest,
    content: shown.join('\n'),
    firstLine,
    lastLine: Math.max(firstLine, firstLine + shown.length - 1),
    change: { added: [], removed },
  }
}

/** Cuts a piece whose removed lines have no room beside its content: the content first, then the removed lines in runs. */
export function cutRemoved(piece: Piece, pieceTokens: number): readonly Piece[] {
  const { change } = piece
  if (!change) return [piece]
  const room = Math.max(pieceTokens - costOf(splitLines(piece.content)), pieceTokens / 4)
  if (removedTokens(piece) <= room) return [piece]
  const runs = runsOf(change.removed, Math.max(1, pieceTokens / 2)).map((run) => around(piece, run))
  return change.added.length > 0 ? [{ ...piece, change: { ...change, removed: [] } }, ...runs] : runs
}
