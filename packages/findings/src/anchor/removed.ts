import type { SourceFile } from '@understudy/spec'
import { anchorQuote, type Place, type Quote } from './anchor.ts'
import { sourceIndex } from './source-index.ts'

/**
 * Anchors a quote in a diff. The new side decides. Lines that stand only in the old side (a check that was taken away)
 * are placed in the new file behind their nearest neighbour above that is still there.
 */
export function anchorInDiff(after: SourceFile, before: SourceFile, quote: Quote): Place {
  const place = anchorQuote(after, quote)
  if (place.status !== 'missing') return place
  const old = anchorQuote(before, quote)
  if (old.status === 'missing') return place
  const line = lineAfterNeighbour(after, before, old.startLine)
  return { ...old, status: 'removed', startLine: line, endLine: line }
}

function lineAfterNeighbour(after: SourceFile, before: SourceFile, removedLine: number): number {
  const now = sourceIndex(after)
  const then = sourceIndex(before)
  for (let position = removedLine - then.firstLine - 1; position >= 0; position--) {
    const ranks = now.ranks.get(then.normalised[position] ?? '')
    // A line that occurs several times, such as `}`, does not say where.
    if (ranks?.length !== 1) continue
    return Math.min(now.firstLine + (now.filled[ranks[0] ?? 0] ?? 0) + 1, now.firstLine + now.lines.length - 1)
  }
  return now.firstLine
}
