import type { SourceFile } from '@understudy/spec'
import { normaliseLine, splitLines } from './normalise.ts'

/** A file made ready for looking up quotes. Lines are counted from `firstLine`. */
export interface SourceIndex {
  readonly firstLine: number
  readonly lines: readonly string[]
  readonly normalised: readonly string[]
  /** Positions (not line numbers) of every line that is not blank, by its normalised text. */
  readonly positions: ReadonlyMap<string, readonly number[]>
  /** Positions of the lines that are not blank: quotes and files often differ in blank lines only. */
  readonly filled: readonly number[]
}

/** By identity, so that a file with a hundred findings is read once, and freed with its owner. */
const cache = new WeakMap<SourceFile, SourceIndex>()

export function sourceIndex(file: SourceFile): SourceIndex {
  const known = cache.get(file)
  if (known) return known
  const lines = splitLines(file.content)
  const normalised = lines.map(normaliseLine)
  const positions = new Map<string, number[]>()
  const filled: number[] = []
  for (const [position, text] of normalised.entries()) {
    if (text === '') continue
    filled.push(position)
    const same = positions.get(text)
    if (same) same.push(position)
    else positions.set(text, [position])
  }
  const index = { firstLine: file.firstLine ?? 1, lines, normalised, positions, filled }
  cache.set(file, index)
  return index
}
