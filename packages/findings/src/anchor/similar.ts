import type { SourceIndex } from './source-index.ts'

/** Least share of equal tokens for a fuzzy anchor (security-review.md, 3.4). */
export const LEAST_SIMILARITY = 0.9

/** Beyond this many tokens a window is not compared: a minified line is found exactly or by its part, or not at all. */
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

/** Positions where as many filled lines as the quote has hold nearly its tokens, best first. */
export function similarPlaces(index: SourceIndex, quote: readonly string[]): { at: number; last: number; similarity: number }[] {
  const wanted = tokens(quote.join('\n'))
  if (wanted.length < 4 || wanted.length > MOST_TOKENS) return []
  const size = quote.filter((line) => line.trim() !== '').length
  const found: { at: number; last: number; similarity: number }[] = []
  const byLine = new Map<number, string[]>()
  const tokensAt = (position: number): string[] => {
    const known = byLine.get(position) ?? tokens(index.lines[position] ?? '')
    byLine.set(position, known)
    return known
  }
  for (let start = 0; start + size <= index.filled.length; start++) {
    const window = index.filled.slice(start, start + size)
    const length = window.reduce((sum, position) => sum + tokensAt(position).length, 0)
    // Dice can reach no more than this with such lengths, so most windows cost one addition.
    if ((2 * Math.min(length, wanted.length)) / (length + wanted.length) < LEAST_SIMILARITY) continue
    const similarity = tokenSimilarity(window.flatMap(tokensAt), wanted)
    if (similarity >= LEAST_SIMILARITY) found.push({ at: window[0] ?? 0, last: window.at(-1) ?? 0, similarity })
  }
  return found.toSorted((a, b) => b.similarity - a.similarity)
}
