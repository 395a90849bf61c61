import { withoutHidden } from './normalise.ts'
import { HASH_COMMENTS, languageOf } from '../language/language.ts'

/** A text without its layout, and on which of its lines each character of that stands. */
export interface BareText {
  readonly text: string
  readonly lines: Int32Array
}

const [TAB_TO_RETURN_FROM, TAB_TO_RETURN_TO, SPACE, HASH, STAR, SLASH, COLON, LESS, BACKSLASH, COMMA] = [
  9, 13, 32, 35, 42, 47, 58, 60, 92, 44,
] as const
const [DOUBLE, SINGLE, BACKTICK] = [34, 39, 96] as const
const NEWLINE = 10
const [CLOSE_ROUND, CLOSE_SQUARE, CLOSE_BRACE] = [41, 93, 125] as const

/** Quotation marks of code and of typography. */
const QUOTES: ReadonlySet<number> = new Set([
  DOUBLE,
  SINGLE,
  BACKTICK,
  0x2018,
  0x2019,
  0x201a,
  0x201b,
  0x201c,
  0x201d,
  0x201e,
  0x2032,
  0x2033,
])

const isSpace = (code: number): boolean =>
  code === SPACE || (code >= TAB_TO_RETURN_FROM && code <= TAB_TO_RETURN_TO) || code === 0xa0 || code === 0xfeff

/** Entities that models and pages write for signs of code. */
const ENTITY = /&(?:quot|apos|lt|gt|amp|nbsp|#(?:34|39|60|62|38|96|160)|#x(?:22|27|2f|3c|3e|26|60|a0));/gi
const SIGNS: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
}

function entity(written: string): string {
  const name = written.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return SIGNS[name] ?? written
  return String.fromCodePoint(name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
}

/** How a text is made bare. */
export interface BareOptions {
  /** Comments are left out too. */
  readonly withoutComments: boolean
  /** Whether `#` begins a comment without a blank behind it. @default false */
  readonly hashComments?: boolean
}

/** Whether `#` begins a comment in a file of this name, whatever follows it. */
export const hasHashComments = (path: string): boolean => HASH_COMMENTS.has(languageOf(path))

/**
 * What is left of code without what formatters, models and pages change: white space, quotation marks, backslashes, entities, a
 * comma before a closing bracket, and where it is asked for comments. One pass, linear in the length of the text.
 */
export function bareText(written: string, options: BareOptions): BareText {
  const plain = withoutHidden(written)
  const text = plain.includes('&') ? plain.replace(ENTITY, entity) : plain
  const units = new Uint16Array(text.length)
  const lines = new Int32Array(text.length)
  let length = 0
  let line = 0
  let quote = 0
  const comments = new Comments(text, options.hashComments === true)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === NEWLINE || code === 13) {
      if (code === NEWLINE || text.charCodeAt(at + 1) !== NEWLINE) line++
      // A string of one line ends with it; that of a backtick may go on, but holds no `//` that matters.
      quote = 0
      continue
    }
    if (isSpace(code)) continue
    if (code === BACKSLASH) {
      // The sign behind it ends no string.
      const next = text.charCodeAt(at + 1)
      if (QUOTES.has(next)) at++
      continue
    }
    if (QUOTES.has(code)) {
      if (quote === code) quote = 0
      else if (quote === 0 && code <= BACKTICK) quote = code
      continue
    }
    if (options.withoutComments && quote === 0) {
      const end = comments.end(at, code)
      if (end > at) {
        for (let skipped = at; skipped < end; skipped++) if (text.charCodeAt(skipped) === NEWLINE) line++
        at = end - 1
        continue
      }
    }
    const closes = code === CLOSE_ROUND || code === CLOSE_SQUARE || code === CLOSE_BRACE
    if (closes && length > 0 && units[length - 1] === COMMA) length--
    units[length] = code
    lines[length++] = line
  }
  return { text: decode(units.subarray(0, length)), lines: lines.subarray(0, length) }
}

class Comments {
  readonly #text: string
  readonly #hash: boolean
  /** Marks that were looked for in vain: what stands nowhere behind one place stands nowhere behind a later one. */
  readonly #absent = new Set<string>()

  constructor(text: string, hash: boolean) {
    this.#text = text
    this.#hash = hash
  }

  /** Index after a comment that begins here, or -1. A line's comment ends before its line break. */
  end(at: number, code: number): number {
    const text = this.#text
    const next = text.charCodeAt(at + 1)
    // `http://` is no comment, and `://` stands in strings that a quote may cut in two.
    if (code === SLASH && next === SLASH && text.charCodeAt(at - 1) !== COLON) return this.#lineEnd(at)
    if (code === SLASH && next === STAR) return this.#after('*/', at)
    if (code === LESS && text.startsWith('<!--', at)) return this.#after('-->', at)
    const begins = code === HASH && (at === 0 || isSpace(text.charCodeAt(at - 1)))
    return begins && (this.#hash || isSpace(next) || Number.isNaN(next)) ? this.#lineEnd(at) : -1
  }

  #lineEnd(at: number): number {
    const feed = this.#text.indexOf('\n', at)
    return feed === -1 ? this.#text.length : feed
  }

  /** A comment that never ends is none: all of the text behind it would be lost. */
  #after(mark: string, at: number): number {
    if (this.#absent.has(mark)) return -1
    const end = this.#text.indexOf(mark, at + 2)
    if (end === -1) this.#absent.add(mark)
    return end === -1 ? -1 : end + mark.length
  }
}

const PART = 8192

function decode(units: Uint16Array): string {
  const parts: string[] = []
  for (let at = 0; at < units.length; at += PART) parts.push(String.fromCharCode(...units.subarray(at, at + PART)))
  return parts.join('')
}
