import { cutFile, type CutOptions, type Piece } from './cut.ts'
import { removedTokens } from './removed.ts'
import type { ReviewSource } from './source.ts'
import { estimateTokens } from './tokens.ts'

/** What goes into one call: pieces of one or more files. */
export interface PlannedCall {
  readonly pieces: readonly Piece[]
}

/** Work that is finished as a whole: either some whole files in one call, or one long file in several calls. */
export interface ReviewJob {
  readonly files: readonly ReviewSource[]
  readonly calls: readonly PlannedCall[]
}

export interface PlanOptions extends CutOptions {
  /** Most files in one call. One keeps a refusal or a failure of one file from taking others along. */
  readonly filesPerCall: number
}

/**
 * Cuts files into jobs, in the order given. A file that needs several calls shares none of them with another file; small files
 * share a call up to `filesPerCall` and `pieceTokens`.
 */
export function planJobs(files: readonly ReviewSource[], options: PlanOptions): readonly ReviewJob[] {
  const jobs: ReviewJob[] = []
  let open: { files: ReviewSource[]; pieces: Piece[]; tokens: number } = { files: [], pieces: [], tokens: 0 }
  const close = (): void => {
    if (open.files.length > 0) jobs.push({ files: open.files, calls: [{ pieces: open.pieces }] })
    open = { files: [], pieces: [], tokens: 0 }
  }
  for (const file of files) {
    const pieces = cutFile(file, options)
    // A call without code would be paid for and prove nothing, so such a file has none, and does not count as read.
    if (pieces.length !== 1) {
      close()
      jobs.push({ files: [file], calls: pieces.map((piece) => ({ pieces: [piece] })) })
      continue
    }
    const tokens = estimateTokens(file.content) + removedTokens(file)
    if (open.files.length >= options.filesPerCall || open.tokens + tokens > options.pieceTokens) close()
    open.files.push(file)
    open.pieces.push(...pieces)
    open.tokens += tokens
  }
  close()
  return jobs
}
