import type { FileCoverage } from '@understudy/findings'
import type { SkippedFile } from '../plan/input.ts'
import type { PieceOutcome, ReadPiece, ServedBy, UnreadPiece } from './piece-outcome.ts'

/** The worst news first: a vendor's no says more than a failure, and a failure more than a cut answer. */
const WEIGHT: Readonly<Record<UnreadPiece['disposition'], number>> = { refused: 2, failed: 1, truncated: 0, skipped: -1 }

const lines = ({ firstLine, lastLine }: { firstLine: number; lastLine: number }): string => `lines ${firstLine} to ${lastLine}`

function servedBy(by: ServedBy, degraded: boolean): Pick<FileCoverage, 'servedModel' | 'target' | 'degraded'> {
  return { servedModel: by.servedModel, target: by.target, ...(degraded && { degraded: true }) }
}

/** Ranges that were read, touching and overlapping ones joined. */
function readRanges(read: readonly ReadPiece[]): readonly (readonly [number, number])[] {
  const joined: [number, number][] = []
  for (const { piece } of read.toSorted((a, b) => a.piece.firstLine - b.piece.firstLine)) {
    const last = joined.at(-1)
    if (last && piece.firstLine <= last[1] + 1) last[1] = Math.max(last[1], piece.lastLine)
    else joined.push([piece.firstLine, piece.lastLine])
  }
  return joined
}

/** What several models said of one file, when it could not be had from one. */
function mixedReason(read: readonly ReadPiece[]): string | undefined {
  const models = [...new Set(read.map(({ by }) => by.servedModel))]
  return models.length > 1 ? `its parts were read by several models: ${models.join(', ')}` : undefined
}

function wholeCoverage(path: string, read: readonly ReadPiece[]): FileCoverage {
  const last = read.at(-1)
  if (!last) return { path, disposition: 'failed', reason: 'no part of it was asked for' }
  const reason = mixedReason(read)
  const degraded = read.some(({ by }) => by.degraded)
  return { path, disposition: 'reviewed', ...(reason && { reason }), ...servedBy(last.by, degraded) }
}

/** Accounts for one file from the outcomes of all its pieces, in order. */
export function fileCoverage(path: string, outcomes: readonly PieceOutcome[]): FileCoverage {
  const read = outcomes.filter((outcome) => outcome.read)
  const unread = outcomes.filter((outcome) => !outcome.read)
  const [worst] = unread.toSorted((a, b) => WEIGHT[b.disposition] - WEIGHT[a.disposition])
  const last = read.at(-1)
  if (!worst) return wholeCoverage(path, read)
  if (!last) return { path, disposition: worst.disposition, reason: worst.reason }
  const degraded = read.some(({ by }) => by.degraded)
  return {
    path,
    disposition: 'truncated',
    reason: `${unread.map(({ piece }) => lines(piece)).join(', ')} not reviewed: ${worst.reason}`,
    ...servedBy(last.by, degraded),
    ranges: readRanges(read),
  }
}

/** A file that no model was asked about. */
export function skippedCoverage({ path, reason, incomplete = true }: SkippedFile): FileCoverage {
  return { path, disposition: 'skipped', reason, ...(!incomplete && { excluded: true }) }
}
