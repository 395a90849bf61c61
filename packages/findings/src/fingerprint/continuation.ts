/** A statement longer than this is a sign that a quote was left open; its lines then stand alone. */
const MOST_LINES = 30

/** Starts of lines that go on with the line before: `.then(`, `+ '…'`, `&& …`, `? …`, `) …`. */
const GOES_ON = /^\s*(?:\.[\p{L}_$]|\?\.|\+(?!\+)|&&|\|\||\?\?|\?\s|:\s|\)|\])/u

/** Ends of lines that the next line goes on with. */
const UNFINISHED = /(?:[=+\-*/%&|(,?:]|&&|\|\||\\|=>)\s*$/
const LABEL_OR_BLOCK =
  /(?:^\s*(?:case\b.*|default|[\w$]+)\s*:|^\s*(?:async\s+)?(?:if|elif|for|while|with|except|class|match)\s.*:|\)\s*:|\belse\s*:|=>|\*\/|\+\+|--)\s*$/

/**
 * Tells of each line in turn whether it belongs to the statement of the line before. Reads brackets, quotes and operators
 * alone, the same for every language: `(`, `[` and a backtick join lines; `{` starts lines of their own again.
 */
export class Continuations {
  readonly #open: number[] = []
  #run = 0
  #before = ''

  next(line: string): boolean {
    const inside = this.#open.at(-1)
    const joined = inside !== undefined && inside !== BRACE
    const goes = joined || (this.#before !== '' && (goesOn(line) || unfinished(this.#before)))
    this.#run = goes ? this.#run + 1 : 0
    if (this.#run > MOST_LINES) {
      this.#open.length = 0
      this.#run = 0
    }
    readBrackets(line, this.#open)
    if (line.trim() !== '') this.#before = line
    return goes && this.#run > 0
  }
}

/** Word characters of ASCII cannot start a continuation, and most lines start with one. */
function goesOn(line: string): boolean {
  let at = 0
  while (line.charCodeAt(at) === SPACE || line.charCodeAt(at) === TAB) at++
  return !isWord(line.charCodeAt(at)) && GOES_ON.test(line)
}

/** One blank before it, not all: a pattern that may start at each of many blanks costs their square. */
const TRAILING_COMMENT = /\s(?:\/\/|#\s).*$/

/** How much of a line's end is looked at. */
const TAIL = 200

function unfinished(line: string): boolean {
  const bare = line.includes('//') || line.includes('#') ? line.replace(TRAILING_COMMENT, '') : line
  let last = bare.length - 1
  while (last >= 0 && bare.charCodeAt(last) <= SPACE) last--
  const sign = bare.charCodeAt(last)
  if (sign === SEMICOLON || sign === BRACE || sign === CLOSE_BRACE || isWord(sign)) return false
  const tail = bare.slice(Math.max(0, last + 1 - TAIL), last + 1)
  return UNFINISHED.test(tail) && !LABEL_OR_BLOCK.test(tail)
}

const [TAB, SPACE, DOUBLE, HASH, SINGLE, ROUND, CLOSE_ROUND, STAR, SLASH, SEMICOLON] = [
  9, 32, 34, 35, 39, 40, 41, 42, 47, 59,
] as const
const [SQUARE, BACKSLASH, CLOSE_SQUARE, BACKTICK, BRACE, CLOSE_BRACE] = [91, 92, 93, 96, 123, 125] as const

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}

/** Signs that open, close, quote, escape or comment; all others are passed over with one look. */
const MATTERS = new Uint8Array(128)
for (const sign of [
  DOUBLE,
  HASH,
  SINGLE,
  ROUND,
  CLOSE_ROUND,
  SLASH,
  SQUARE,
  BACKSLASH,
  CLOSE_SQUARE,
  BACKTICK,
  BRACE,
  CLOSE_BRACE,
])
  MATTERS[sign] = 1

/** Follows one line. Ordinary strings end with their line, so that an apostrophe in a comment does no harm. */
function readBrackets(line: string, open: number[]): void {
  let quote = 0
  for (let at = 0; at < line.length; at++) {
    const sign = line.charCodeAt(at)
    if (MATTERS[sign] !== 1) continue
    const inside = open.length > 0 ? open[open.length - 1] : 0
    if (sign === BACKSLASH) at++
    else if (inside === BACKTICK) {
      if (sign === BACKTICK) open.pop()
    } else if (quote !== 0) {
      if (sign === quote) quote = 0
    } else if (sign === DOUBLE || sign === SINGLE) quote = sign
    else if (sign === SLASH || sign === HASH) {
      if (isComment(line, at, sign)) return
    } else if (sign === BACKTICK || sign === ROUND || sign === SQUARE || sign === BRACE) open.push(sign)
    else if (closes(sign, inside)) open.pop()
  }
}

function closes(sign: number, opened: number | undefined): boolean {
  return (
    (sign === CLOSE_ROUND && opened === ROUND) ||
    (sign === CLOSE_SQUARE && opened === SQUARE) ||
    (sign === CLOSE_BRACE && opened === BRACE)
  )
}

function isComment(line: string, at: number, sign: number): boolean {
  const next = line.charCodeAt(at + 1)
  return sign === SLASH ? next === SLASH || next === STAR : sign === HASH && next === SPACE
}
