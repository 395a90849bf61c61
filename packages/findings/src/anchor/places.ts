import type { SourceIndex } from './source-index.ts'

/** First and last position of a candidate for a quote. */
export interface Candidate {
  readonly at: number
  readonly last: number
}

/** Places where the quote's lines follow each other, blank lines aside. */
export function wholeLines(index: SourceIndex, wanted: readonly string[]): Candidate[] {
  const [first = ''] = wanted
  return (index.ranks.get(first) ?? [])
    .filter((rank) => wanted.every((line, step) => index.normalised[index.filled[rank + step] ?? -1] === line))
    .map((rank) => ({ at: position(index, rank), last: position(index, rank + wanted.length - 1) }))
}

/** A quote shorter than this is part of half the file, as `}` is. */
const LEAST_PART = 8

/** More places than this say nothing about the place. */
const MOST_PLACES = 200

/** Places where the quote begins or ends within a line, as it must in a minified file. */
export function partsOfLines(index: SourceIndex, wanted: readonly string[]): Candidate[] {
  const quote = wanted.join('\n')
  if (quote.length < LEAST_PART) return []
  const { text, starts } = joinedText(index)
  const candidates: Candidate[] = []
  let found = text.indexOf(quote)
  while (found !== -1 && candidates.length < MOST_PLACES) {
    const rank = rankAt(starts, found)
    candidates.push({ at: position(index, rank), last: position(index, rank + wanted.length - 1) })
    // One place a line is enough, and a line that repeats itself would be a place at every sign.
    const next = starts[rank + 1]
    found = next === undefined ? -1 : text.indexOf(quote, next)
  }
  return candidates
}

function position(index: SourceIndex, rank: number): number {
  return index.filled[rank] ?? 0
}

interface JoinedText {
  readonly text: string
  /** Per rank: where its line starts in the text. */
  readonly starts: readonly number[]
}

const joined = new WeakMap<SourceIndex, JoinedText>()

function joinedText(index: SourceIndex): JoinedText {
  const known = joined.get(index)
  if (known) return known
  const starts: number[] = []
  let length = 0
  const parts = index.filled.map((at) => index.normalised[at] ?? '')
  for (const part of parts) {
    starts.push(length)
    length += part.length + 1
  }
  const made = { text: parts.join('\n'), starts }
  joined.set(index, made)
  return made
}

/** The last line that starts at or before `offset`, by halving. */
function rankAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
