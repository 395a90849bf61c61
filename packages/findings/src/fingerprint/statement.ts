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
  /** Per statement: its lines as they stand in the file. */
  readonly texts: readonly string[]
  /** Per statement: the position of its first line. */
  readonly starts: readonly number[]
  /** True when no character needs Unicode's rules, so that words can be looked up as they stand. */
  readonly ascii: boolean
}

const cache = new WeakMap<SourceIndex, Statements>()

/**
 * The statement that stands for a range of anchored lines. Models quote the same flaw with one line more or less, and
 * formatters break a statement over several lines: both end in the same statement here. Of several in the range, it
 * is the last one with a word of the family's sinks, else the last. Null when the range holds no code.
 */
export function statementAt(file: SourceFile, startLine: number, endLine: number, family: Family): Statement | null {
  const index = sourceIndex(file)
  const statements = statementsOf(index)
  const from = Math.max(0, startLine - index.firstLine)
  const to = Math.min(index.lines.length - 1, endLine - index.firstLine)
  let chosen = -1
  let chosenIsSink = false
  for (let position = from; position <= to; position++) {
    const statement = statements.owner[position] ?? -1
    if (statement === -1 || statement === chosen) continue
    const isSink = sinkWords(family).test(codeOf(statements, statement))
    if (chosen === -1 || isSink || !chosenIsSink) [chosen, chosenIsSink] = [statement, isSink]
  }
  const code = chosen === -1 ? '' : codeOf(statements, chosen)
  if (code === '') return null
  return { code, ordinal: ordinalOf(statements, chosen, code), line: index.firstLine + (statements.starts[chosen] ?? 0) }
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

/** Most lines start with a letter, which neither a comment nor a wordless line does. */
const STARTS_WITH_LETTER = /^\s*[A-Za-z_]/

function isEmpty(line: string): boolean {
  return !STARTS_WITH_LETTER.test(line) && (line.trim() === '' || COMMENT.test(line))
}

function hasWord(line: string): boolean {
  return STARTS_WITH_LETTER.test(line) || !WORDLESS.test(line)
}

function statementsOf(index: SourceIndex): Statements {
  const known = cache.get(index)
  if (known) return known
  const owner = new Int32Array(index.lines.length).fill(-1)
  const texts: string[] = []
  const starts: number[] = []
  const continued = continuations(index.lines)
  let open = -1
  for (const [position, line] of index.lines.entries()) {
    const empty = isEmpty(line)
    if (continued[position] && open !== -1) {
      owner[position] = open
      if (!empty) texts[open] += `\n${line}`
      continue
    }
    open = -1
    if (empty || !hasWord(line)) continue
    open = texts.push(line) - 1
    starts.push(position)
    owner[position] = open
  }
  const statements = { owner, texts, starts, ascii: texts.every((text) => ASCII.test(text)) }
  cache.set(index, statements)
  return statements
}

function codeOf({ texts }: Statements, statement: number): string {
  return normaliseCode(texts[statement] ?? '')
}

/** How many equal statements stand above. */
function ordinalOf({ texts, ascii }: Statements, statement: number, code: string): number {
  const word = ascii ? longestWord(texts[statement] ?? '') : ''
  let ordinal = 0
  for (let above = 0; above < statement; above++) {
    const text = texts[above] ?? ''
    if (text.includes(word) && normaliseCode(text) === code) ordinal++
  }
  return ordinal
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\u0000-\u007f]*$/

const WORDS = /[A-Za-z0-9_]{3,}/g

/**
 * The longest word of a text, or an empty string. Normalising leaves words as they are, so two texts can only be equal when
 * the one has the other's longest word: a look that is much cheaper than normalising both.
 */
function longestWord(text: string): string {
  return (text.match(WORDS) ?? []).reduce((longer, word) => (word.length > longer.length ? word : longer), '')
}
