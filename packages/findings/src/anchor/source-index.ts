import type { SourceFile } from '@understudy/spec'
import { normaliseLine, splitLines } from './normalise.ts'

/**
 * A file made ready for looking up quotes. A position is a 0-based line of `content`; line numbers start at `firstLine`.
 * Everything but the lines is made when it is first asked for: most quotes stand where they are said to, and need none of it.
 */
export interface SourceIndex {
  readonly firstLine: number
  readonly lines: readonly string[]
  readonly normalised: readonly string[]
  /** Positions of the lines that are not blank: quotes and files often differ in blank lines only. */
  readonly filled: readonly number[]
  /** Where in `filled` each normalised line stands. */
  readonly ranks: ReadonlyMap<string, readonly number[]>
}

/** By identity, so that a file with a hundred findings is read once, and freed with its owner. */
const cache = new WeakMap<SourceFile, SourceIndex>()

export function sourceIndex(file: SourceFile): SourceIndex {
  const known = cache.get(file)
  if (known) return known
  const lines = splitLines(file.content)
  let normalised: readonly string[] | undefined
  let places: Pick<SourceIndex, 'filled' | 'ranks'> | undefined
  const index: SourceIndex = {
    firstLine: file.firstLine ?? 1,
    lines,
    get normalised() {
      return (normalised ??= lines.map(normaliseLine))
    },
    get filled() {
      return (places ??= placesOf(index.normalised)).filled
    },
    get ranks() {
      return (places ??= placesOf(index.normalised)).ranks
    },
  }
  cache.set(file, index)
  return index
}

function placesOf(normalised: readonly string[]): Pick<SourceIndex, 'filled' | 'ranks'> {
  const ranks = new Map<string, number[]>()
  const filled: number[] = []
  for (const [position, text] of normalised.entries()) {
    if (text === '') continue
    const rank = filled.push(position) - 1
    const same = ranks.get(text)
    if (same) same.push(rank)
    else ranks.set(text, [rank])
  }
  return { filled, ranks }
}
