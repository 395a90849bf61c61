import { normaliseLine } from '../anchor/normalise.ts'
import type { SourceIndex } from '../anchor/source-index.ts'
import { continuations } from './continuation.ts'

/** The statements of a file, top to bottom; each over as many lines as it takes. */
export interface FileStatements {
  /** Per statement: its lines as they stand in the file. */
  readonly texts: readonly string[]
  /** Per statement: the position of its first line. */
  readonly starts: readonly number[]
  /** Per position: its statement, or -1 for a line without code. */
  readonly owner: Int32Array
  /** True when no character needs Unicode's rules, so that words can be looked up as they stand. */
  readonly ascii: boolean
}

/** What is left of code when only its formatting is taken away: no white space, no trailing commas, one kind of quotes. */
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

const cache = new WeakMap<SourceIndex, FileStatements>()

/** Read once a file, and only where statements begin and end: most are never looked into. */
export function statementsOf(index: SourceIndex): FileStatements {
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
  const made = { texts, starts, owner, ascii: texts.every((text) => ASCII.test(text)) }
  cache.set(index, made)
  return made
}

/** How many equal statements stand above. */
export function ordinalOf({ texts, ascii }: FileStatements, statement: number, code: string): number {
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
