import { normaliseLine } from '../anchor/normalise.ts'
import type { SourceIndex } from '../anchor/source-index.ts'
import { continuations } from './continuation.ts'

/** A statement of a file, over as many lines as it takes. */
export interface FileStatement {
  /** Position of its first line. */
  readonly start: number
  readonly text: string
  /** Normalised: no white space, no trailing commas and semicolons, one kind of quotes. */
  readonly code: string
  /** 0-based: which of the equal statements of the file, from the top. */
  readonly ordinal: number
}

export interface FileStatements {
  readonly all: readonly FileStatement[]
  /** Per position: the index of its statement, or -1 for a line without code. */
  readonly owner: Int32Array
}

/** What is left of code when only its formatting is taken away. */
export function normaliseCode(code: string): string {
  return normaliseLine(code)
    .replace(/["`]/g, "'")
    .replace(/,(?=[)\]}])/g, '')
    .replace(/[;,]+$/, '')
}

/** Lines that only comment. `#` needs a blank behind it, because `#define` is code; so does `*`. */
const COMMENT = /^\s*(?:\/\/|\/\*|\*\/|\*\s|\*$|#\s|#$|--\s|<!--)/

/** Lines without a word, such as `})`: they close statements and say nothing. */
const WORDLESS = /^[^\p{L}\p{N}_]*$/u

const cache = new WeakMap<SourceIndex, FileStatements>()

/** The statements of a file, top to bottom. Read once a file. */
export function statementsOf(index: SourceIndex): FileStatements {
  const known = cache.get(index)
  if (known) return known
  const owner = new Int32Array(index.lines.length).fill(-1)
  const starts: number[] = []
  const texts: string[][] = []
  const continued = continuations(index.lines)
  let open = -1
  for (const [position, line] of index.lines.entries()) {
    const empty = line.trim() === '' || COMMENT.test(line)
    if (continued[position] && open !== -1) {
      owner[position] = open
      if (!empty) texts[open]?.push(line)
      continue
    }
    open = -1
    if (empty || WORDLESS.test(line)) continue
    open = texts.push([line]) - 1
    starts.push(position)
    owner[position] = open
  }
  const made = { all: numbered(texts, starts), owner }
  cache.set(index, made)
  return made
}

function numbered(texts: readonly string[][], starts: readonly number[]): FileStatement[] {
  const counts = new Map<string, number>()
  return texts.map((lines, index) => {
    const text = lines.join('\n')
    const code = normaliseCode(text)
    const ordinal = counts.get(code) ?? 0
    counts.set(code, ordinal + 1)
    return { start: starts[index] ?? 0, text, code, ordinal }
  })
}
