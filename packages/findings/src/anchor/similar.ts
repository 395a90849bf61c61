import type { Candidate } from './places.ts'
import type { SourceIndex } from './source-index.ts'

/** Least share of equal tokens for a fuzzy anchor (security-review.md, 3.4). */
export const LEAST_SIMILARITY = 0.9

/** A quote of fewer tokens is like too much; one of more is a minified line, which is found by its text or not at all. */
const LEAST_TOKENS = 5
const MOST_TOKENS = 400

const TOKEN = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu

export function tokens(text: string): string[] {
  return text.match(TOKEN) ?? []
}

/** Dice's coefficient over bags of tokens: 1 for the same tokens in any order, 0 for none in common. */
export function tokenSimilarity(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const left = new Map<string, number>()
  for (const token of a) left.set(token, (left.get(token) ?? 0) + 1)
  let common = 0
  for (const token of b) {
    const count = left.get(token) ?? 0
    if (count === 0) continue
    common++
    left.set(token, count - 1)
  }
  return (2 * common) / (a.length + b.length)
}

/** The places that hold nearly the quote's tokens on as many lines as the quote has; all of them equally alike. */
export function similarPlaces(index: SourceIndex, quote: readonly string[]): Candidate[] {
  const wanted = tokens(quote.join('\n'))
  if (wanted.length < LEAST_TOKENS || wanted.length > MOST_TOKENS) return []
  const size = quote.filter((line) => line.trim() !== '').length
  const { lines, ranks } = tokenIndex(index)
  let best: Candidate[] = []
  let highest = LEAST_SIMILARITY
  for (const start of startsWorthTrying(wanted, size, lines.length, ranks)) {
    const similarity = tokenSimilarity(lines.slice(start, start + size).flat(), wanted)
    if (similarity < highest) continue
    if (similarity > highest) best = []
    highest = similarity
    best.push({ at: index.filled[start] ?? 0, last: index.filled[start + size - 1] ?? 0 })
  }
  return best
}

/**
 * A window that is alike enough lacks less than a fifth of the quote's tokens, so it holds one of the rarest fifth. Only
 * such windows are tried, which keeps a thousand invented quotes from costing a thousand passes over the file.
 */
function startsWorthTrying(
  wanted: readonly string[],
  size: number,
  length: number,
  ranks: ReadonlyMap<string, readonly number[]>,
): Iterable<number> {
  const rarestFirst = wanted.toSorted((a, b) => (ranks.get(a)?.length ?? 0) - (ranks.get(b)?.length ?? 0))
  const starts = new Set<number>()
  for (const token of rarestFirst.slice(0, Math.floor(wanted.length / 5) + 1)) {
    for (const rank of ranks.get(token) ?? []) {
      for (let start = Math.max(0, rank - size + 1); start <= Math.min(rank, length - size); start++) starts.add(start)
    }
  }
  return [...starts].toSorted((a, b) => a - b)
}

interface TokenIndex {
  /** Tokens of every filled line. */
  readonly lines: readonly (readonly string[])[]
  /** Which filled lines hold a token. */
  readonly ranks: ReadonlyMap<string, readonly number[]>
}

const cache = new WeakMap<SourceIndex, TokenIndex>()

function tokenIndex(index: SourceIndex): TokenIndex {
  const known = cache.get(index)
  if (known) return known
  const lines = index.filled.map((position) => tokens(index.lines[position] ?? ''))
  const ranks = new Map<string, number[]>()
  for (const [rank, line] of lines.entries()) {
    for (const token of new Set(line)) {
      const holders = ranks.get(token)
      if (holders) holders.push(rank)
      else ranks.set(token, [rank])
    }
  }
  const made = { lines, ranks }
  cache.set(index, made)
  return made
}
