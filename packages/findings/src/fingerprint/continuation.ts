/** A statement longer than this is a sign that a quote was left open; its lines then stand alone. */
const MOST_LINES = 30

/** Starts of lines that go on with the line before: `.then(`, `+ '…'`, `&& …`, `? …`, `) …`. */
const GOES_ON = /^\s*(?:\.[\p{L}_$]|\?\.|\+(?!\+)|&&|\|\||\?\?|\?\s|:\s|\)|\])/u

/** Ends of lines that the next line goes on with. */
const UNFINISHED = /(?:[=+\-*/%&|(,?:]|&&|\|\||\\|=>)\s*$/
const LABEL_OR_BLOCK = /(?:^\s*(?:case\b.*|default|[\w$]+)\s*:|\)\s*:|\belse\s*:|=>|\*\/|\+\+|--)\s*$/

/**
 * For each line, whether it belongs to the statement of the line before. Read off brackets, quotes and operators
 * alone, the same for every language: `(`, `[` and a backtick join lines; `{` starts lines of their own again.
 */
export function continuations(lines: readonly string[]): boolean[] {
  const continued: boolean[] = []
  const open: string[] = []
  let run = 0
  let before = ''
  for (const line of lines) {
    const inside = open.at(-1)
    const joined = inside !== undefined && inside !== '{'
    const goes = joined || (before !== '' && (GOES_ON.test(line) || unfinished(before)))
    run = goes ? run + 1 : 0
    if (run > MOST_LINES) {
      open.length = 0
      run = 0
    }
    continued.push(goes && run > 0)
    readBrackets(line, open)
    if (line.trim() !== '') before = line
  }
  return continued
}

function unfinished(line: string): boolean {
  const bare = line.replace(/\s+(?:\/\/|#\s).*$/, '')
  return UNFINISHED.test(bare) && !LABEL_OR_BLOCK.test(bare)
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Follows one line. Ordinary strings end with their line, so that an apostrophe in a comment does no harm. */
function readBrackets(line: string, open: string[]): void {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string
    if (sign === '\\') at++
    else if (open.at(-1) === '`') {
      if (sign === '`') open.pop()
    } else if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (isComment(line, at)) return
    else if (sign === '`' || sign === '(' || sign === '[' || sign === '{') open.push(sign)
    else if (CLOSES[sign] !== undefined && open.at(-1) === CLOSES[sign]) open.pop()
  }
}

function isComment(line: string, at: number): boolean {
  if (line[at] === '/' && (line[at + 1] === '/' || line[at + 1] === '*')) return true
  return line[at] === '#' && line[at + 1] === ' '
}
