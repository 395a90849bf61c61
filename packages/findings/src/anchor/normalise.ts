import { dropHidden } from '../encode/hidden.ts'

/** A prompt shows hidden characters as `\u{202E}`, and a model quotes what it was shown. */
const SHOWN_HIDDEN = /\\u\{[0-9A-F]{4,6}\}/g

const NOT_PLAIN = /[^\t -~]/

/** A text without hidden marks, in one Unicode form: a quote is the same with and without them. Its lines stay as they are. */
export function withoutHidden(text: string): string {
  const plain = NOT_PLAIN.test(text) ? dropHidden(text.normalize('NFC')) : text
  return plain.includes('\\u{') ? plain.replace(SHOWN_HIDDEN, '') : plain
}

/** A line without what editors, formatters and models change without meaning it: white space, hidden marks, Unicode forms. */
export function normaliseLine(line: string): string {
  return withoutHidden(line).replace(/\s+/g, '')
}

/** Lines of a text, whichever way they end. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

/** A quote may carry line numbers, as the prompt prints them (`   12| code`) or as tools do (`12: code`). */
const PRINTED_NUMBER = /^\s{0,12}\d{1,8}\s?(?:\||: ?)/
const DIFF_SIGN = /^[-+ ]/

/**
 * How a quote may be meant, likeliest first: as it is, without the prompt's line numbers, without a diff's signs. Fences
 * around it and blank lines at its ends are never meant.
 */
export function quoteReadings(snippet: string): string[][] {
  const lines = trimmedLines(splitLines(snippet))
  const readings = [lines]
  const filled = lines.filter((line) => line.trim() !== '')
  if (filled.every((line) => PRINTED_NUMBER.test(line))) readings.push(lines.map((line) => line.replace(PRINTED_NUMBER, '')))
  if (filled.every((line) => DIFF_SIGN.test(line)) && filled.some((line) => !line.startsWith(' '))) {
    readings.push(lines.map((line) => line.slice(1)))
  }
  return readings
}

function trimmedLines(lines: string[]): string[] {
  const fenced = lines.length > 2 && lines[0]?.trimStart().startsWith('```') && lines.at(-1)?.trim() === '```'
  const inner = fenced ? lines.slice(1, -1) : lines
  const first = inner.findIndex((line) => line.trim() !== '')
  const last = inner.findLastIndex((line) => line.trim() !== '')
  return first === -1 ? [] : inner.slice(first, last + 1)
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ASCII = /^[\u0000-\u007f]*$/

/** True when no character needs Unicode's rules, so that words can be looked up as they stand. */
export function isAscii(text: string): boolean {
  return ASCII.test(text)
}

const WORDS = /[A-Za-z0-9_]{3,}/g

/**
 * The longest word of a text in ASCII, or an empty string. Normalising leaves words as they are, so two such texts can only
 * be equal when the one has the other's longest word: a look that is much cheaper than normalising both.
 */
export function longestWord(text: string): string {
  return (text.match(WORDS) ?? []).reduce((longer, word) => (word.length > longer.length ? word : longer), '')
}
