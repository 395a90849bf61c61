import type { SourceFile } from '@understudy/spec'
import { changeOn } from './change.ts'
import { contextOfPart } from './context.ts'
import { splitLines } from './lines.ts'
import { cutRemoved } from './removed.ts'
import type { ReviewSource } from './source.ts'
import { estimateLineTokens } from './tokens.ts'

/** A run of whole lines of one file that fits one call. */
export interface Piece extends ReviewSource {
  readonly firstLine: number
  /** Inclusive. */
  readonly lastLine: number
  /** 1-based. */
  readonly part: number
  readonly parts: number
}

export interface CutOptions {
  /** Most tokens a piece may take, by estimate. */
  readonly pieceTokens: number
  /** Lines that two neighbouring pieces share, so that a flaw at the border is seen whole by one of them. */
  readonly overlapLines: number
}

/** How far back from the full window a better border is looked for, as a share of the window. */
const BORDER_SEARCH = 1 / 3

/** Columns of indentation; blank lines have none, so a gap between two functions is the best border. */
function indentation(line: string): number {
  const code = line.trimStart()
  return code === '' ? 0 : line.length - code.length
}

/**
 * The line at which the next piece should begin: the least indented of the last third of the window, the latest on ties. Blocks
 * are indented in every language of the corpus, so this cuts between functions without a parser for each language.
 */
function border(lines: readonly string[], start: number, end: number): number {
  let best = end
  let least = Number.POSITIVE_INFINITY
  const earliest = Math.max(start + 1, Math.ceil(end - (end - start) * BORDER_SEARCH))
  for (let index = end; index >= earliest; index--) {
    // A closing bracket belongs to the block above it.
    const line = lines[index] ?? ''
    if (/^\s*[)\]}]/.test(line)) continue
    const depth = indentation(line)
    if (depth < least) [best, least] = [index, depth]
  }
  return best
}

/** Index after the last line that still fits from `start`. */
function windowEnd(costs: readonly number[], start: number, budget: number): number {
  let end = start
  let spent = 0
  while (end < costs.length) {
    spent += costs[end] ?? 0
    if (spent > budget && end > start) break
    end++
  }
  return end
}

/** Runs of lines, as indices with an exclusive end, that each fit `pieceTokens`. */
function cutRanges(lines: readonly string[], options: CutOptions): readonly (readonly [start: number, end: number])[] {
  const costs = lines.map(estimateLineTokens)
  const ranges: [start: number, end: number][] = []
  for (let start = 0; start < lines.length;) {
    const full = windowEnd(costs, start, options.pieceTokens)
    const end = full === lines.length ? full : border(lines, start, full)
    ranges.push([start, end])
    if (end === lines.length) break
    // At most a third of a piece is repeated, so every piece brings new lines however small the window is.
    start = end - Math.min(options.overlapLines, Math.floor((end - start) / 3))
  }
  return ranges
}

/**
 * Cuts a file into pieces that fit `pieceTokens`, at block borders where there are some, each with `overlapLines` of what went
 * before. A single line over the budget becomes a piece of its own: see `lineOverBudget`.
 */
export function cutFile(file: ReviewSource, options: CutOptions): readonly Piece[] {
  return cutContent(file, options).flatMap((piece) => cutRemoved(piece, options.pieceTokens))
}

/** Nothing is left of the file: what was removed is all there is to review. */
function withoutContent(file: ReviewSource): readonly Piece[] {
  const { path, before, change } = file
  if (!change || change.removed.length === 0) return []
  return [{ path, content: '', firstLine: 1, lastLine: 1, part: 1, parts: 1, ...(before !== undefined && { before }), change }]
}

function cutContent(file: ReviewSource, options: CutOptions): readonly Piece[] {
  const lines = splitLines(file.content)
  if (file.content.trim() === '') return withoutContent(file)
  const origin = file.firstLine ?? 1
  const ranges = cutRanges(lines, options)
  return ranges.flatMap(([start, end], index): Piece[] => {
    const [firstLine, lastLine] = [origin + start, origin + end - 1]
    const change = file.change && changeOn(file.change, firstLine, lastLine)
    // What a change does not touch is not reviewed with it.
    if (change === null) return []
    const content = ranges.length === 1 ? file.content : lines.slice(start, end).join('\n')
    const { path, before } = file
    const context = ranges.length === 1 ? (file.context ?? []) : contextOfPart(file, firstLine, lastLine)
    return [
      {
        path,
        content,
        firstLine,
        lastLine,
        part: index + 1,
        parts: ranges.length,
        ...(before !== undefined && { before }),
        ...(change && { change }),
        ...(context.length > 0 && { context }),
      },
    ]
  })
}

/** The number of the first line that takes more than `pieceTokens` by itself (minified or generated code), or null. */
export function lineOverBudget(file: SourceFile, pieceTokens: number): number | null {
  // No line is longer than the file that it is in.
  if (estimateLineTokens(file.content) <= pieceTokens) return null
  const index = splitLines(file.content).findIndex((line) => estimateLineTokens(line) > pieceTokens)
  return index === -1 ? null : index + (file.firstLine ?? 1)
}
