import { bareText } from '../anchor/bare.ts'
import type { SourceIndex } from '../anchor/source-index.ts'
import { Continuations } from './continuation.ts'

/**
 * What is left of code when only what may change without meaning is taken away: layout, comments, quotation marks, escapes, and the
 * sign that ends it. The same reading finds quotes, so that a flaw has one fingerprint however its lines were quoted.
 */
export function normaliseCode(code: string): string {
  const { text } = bareText(code, { withoutComments: true })
  let end = text.length
  while (end > 0 && (text[end - 1] === ';' || text[end - 1] === ',')) end--
  return text.slice(0, end)
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

/** Characters of a statement that are judged. */
const MOST_JUDGED = 2000

/**
 * The statements of a file, top to bottom; each over as many lines as it takes. Read from the top only as far as somebody
 * asks, since most findings stand in the first half of a file and need nothing below them.
 */
export class FileStatements {
  readonly #lines: readonly string[]
  readonly #continuations = new Continuations()
  readonly #texts: string[] = []
  readonly #starts: number[] = []
  readonly #codes: string[] = []
  readonly #owner: number[] = []
  #open = -1

  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  /** The statements that touch these positions, in order. */
  within(from: number, to: number): number[] {
    while (this.#owner.length <= to && this.#owner.length < this.#lines.length) this.#read()
    return [...new Set(this.#owner.slice(from, to + 1))].filter((statement) => statement !== -1)
  }

  /** The lines of a statement as they stand in the file, comments left out; undefined below the last one. */
  text(statement: number): string | undefined {
    // Its end is known once the next one began.
    while (this.#texts.length <= statement + 1 && this.#owner.length < this.#lines.length) this.#read()
    return this.#texts[statement]
  }

  /**
   * As much of a statement as judging it needs. What a sink or a header is, is seen by patterns that may look back, and
   * reviewed code may be written to make them; so they never see a line of a megabyte.
   */
  head(statement: number): string | undefined {
    return this.text(statement)?.slice(0, MOST_JUDGED)
  }

  /** Position of a statement's last line. */
  end(statement: number): number {
    const start = this.start(statement)
    return start + (this.text(statement) ?? '').split('\n').length - 1
  }

  /** The statement that begins at a position or next below it, within a few lines; undefined where none does. */
  below(position: number, reach: number): number | undefined {
    for (let at = position; at <= position + reach && at < this.#lines.length; at++) {
      const [statement] = this.within(at, at)
      if (statement !== undefined) return statement
    }
    return undefined
  }

  /** The normalised text of a statement. */
  code(statement: number): string {
    return (this.#codes[statement] ??= normaliseCode(this.text(statement) ?? ''))
  }

  /** Position of a statement's first line. */
  start(statement: number): number {
    return this.#starts[statement] ?? 0
  }

  #read(): void {
    const position = this.#owner.length
    const line = this.#lines[position] ?? ''
    const continued = this.#continuations.next(line)
    const empty = isEmpty(line)
    if (continued && this.#open !== -1) {
      if (!empty) this.#texts[this.#open] += `\n${line}`
    } else if (empty || !hasWord(line)) this.#open = -1
    else {
      this.#open = this.#texts.push(line) - 1
      this.#starts.push(position)
    }
    this.#owner.push(this.#open)
  }
}

const cache = new WeakMap<SourceIndex, FileStatements>()

export function statementsOf(index: SourceIndex): FileStatements {
  const known = cache.get(index) ?? new FileStatements(index.lines)
  cache.set(index, known)
  return known
}

/** How many equal statements stand above. */
export function ordinalOf(statements: FileStatements, statement: number): number {
  const code = statements.code(statement)
  let ordinal = 0
  for (let above = 0; above < statement; above++) if (statements.code(above) === code) ordinal++
  return ordinal
}
