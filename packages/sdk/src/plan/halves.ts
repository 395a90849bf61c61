import type { Change } from './change.ts'
import { cutFile } from './cut.ts'
import type { PlannedCall } from './jobs.ts'
import { splitLines } from './lines.ts'
import { removedTokens } from './removed.ts'
import { estimateLineTokens, estimateTokens } from './tokens.ts'

/** Lines that two halves share. */
const OVERLAP_LINES = 6

/** A call in smaller calls: its files apart, or its only piece cut in two. One call, when nothing is left to cut. */
export function halves(call: PlannedCall): readonly PlannedCall[] {
  const [piece] = call.pieces
  if (!piece) return []
  if (call.pieces.length > 1) {
    const middle = Math.ceil(call.pieces.length / 2)
    return [{ pieces: call.pieces.slice(0, middle) }, { pieces: call.pieces.slice(middle) }]
  }
  const removed = piece.change?.removed ?? []
  // Most of such a piece is what is gone, so that is what is cut.
  if (removedTokens(piece) > estimateTokens(piece.content) && removed.length > 1) {
    const middle = Math.ceil(removed.length / 2)
    const half = (part: typeof removed, added: Change['added']): PlannedCall => ({
      pieces: [{ ...piece, change: { added, removed: part } }],
    })
    return [half(removed.slice(0, middle), piece.change?.added ?? []), half(removed.slice(middle), [])]
  }
  const tokens = splitLines(piece.content).reduce((sum, line) => sum + estimateLineTokens(line), 0)
  // A little over half, so that the border may be looked for without a third part.
  const parts = cutFile(piece, { pieceTokens: tokens * 0.6, overlapLines: OVERLAP_LINES })
  return parts.map((part) => ({ pieces: [part] }))
}
