import type { Family, SourceFile } from '@understudy/spec'
import { normaliseLine } from '../anchor/normalise.ts'
import { type SourceIndex, sourceIndex } from '../anchor/source-index.ts'
import { continuations } from './continuation.ts'
import { sinkWords } from './sink-words.ts'

/** The piece of code that a flaw is known by. */
export interface Statement {
  /** Normalised: no white space, no trailing commas and semicolons, one kind of quotes. */
  readonly code: string
  /** 0-based: which of the equal statements of the file, from the top. */
  readonly ordinal: number
  /** Line on which it starts, 1-based. */
  readonly line: number
}

interface Statements {
  /** Per position: which statement it belongs to. */
  readonly owner: Int32Array
  readonly codes: readonly string[]
  /** Per statement: its ordinal among the equal ones. */
  readonly ordinals: readonly number[]
  /** Per statement: the position of its first line. */
  readonly starts: readonly number[]
}

const cache = new WeakMap<SourceIndex, Statements>()

/**
 * The statement that stands for a range of anchored lines. Models quote the same flaw with one line more or less, and
 * formatters break a statement over several lines: both end in the same statement here. Of several in the range, it
 * is the last one with a word of the family's sinks, else the last. Null when the range holds no code.
 */
export function statementAt(file: SourceFile, startLine: number, endLine: number, family: Family): Statement | null {
  const index = sourceIndex(file)
  const { owner, codes, ordinals, starts } = statementsOf(index)
  const from = Math.max(0, startLine - index.firstLine)
  const to = Math.min(index.lines.length - 1, endLine - index.firstLine)
  let chosen = -1
  let chosenIsSink = false
  for (let position = from; position <= to; position++) {
    const statement = owner[position] ?? -1
    if (statement === -1 || statement === chosen) continue
    const isSink = sinkWords(family).test(codes[statement] ?? '')
    if (chosen === -1 || isSink || !chosenIsSink) [chosen, chosenIsSink] = [statement, isSink]
  }
  const code = codes[chosen]
  if (code === undefined || code === '') return null
  return { code, ordinal: ordinals[chosen] ?? 0, line: index.firstLine + (starts[chosen] ?? 0) }
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

function statementsOf(index: SourceIndex): Statements {
  const known = cache.get(index)
  if (known) return known
  const owner = new Int32Array(index.lines.length).fill(-1)
  const texts: string[] = []
  const starts: number[] = []
  const continued = continuations(index.lines)
  let open = -1
  for (const [position, line] of index.lines.entries()) {
    const empty = line.trim() === '' || COMMENT.test(line)
    if (continued[position] && open !== -1) {
      owner[position] = open
      if (!empty) texts[open] += `\n${line}`
      continue
    }
    open = -1
    if (empty || WORDLESS.test(line)) continue
    open = texts.push(line) - 1
    starts.push(position)
    owner[position] = open
  }
  const codes = texts.map(normaliseCode)
  const counts = new Map<string, number>()
  const ordinals = codes.map((code) => {
    const ordinal = counts.get(code) ?? 0
    counts.set(code, ordinal + 1)
    return ordinal
  })
  const statements = { owner, codes, ordinals, starts }
  cache.set(index, statements)
  return statements
}
