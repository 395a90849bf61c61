/** What ends a text that begins with this mark. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['"""', '"""'],
  ["'''", "'''"],
  ['/*', '*/'],
  ['<!--', '-->'],
  ['`', '`'],
  ['//', '\n'],
  ['#', '\n'],
  ['"', '"'],
  ["'", "'"],
])

const BEGIN = /"""|'''|\/\*|<!--|`|\/\/|#(?!include\b)|["']/g

/** Index of the end of a text, without its mark. A string of one line ends with its line. */
function endOf(code: string, from: number, end: string): number {
  const escapes = end !== '\n' && end !== '*/' && end !== '-->'
  const oneLine = end === '"' || end === "'"
  for (let at = from; at < code.length; at++) {
    if (escapes && code[at] === '\\') at++
    else if (code.startsWith(end, at) || (oneLine && code[at] === '\n')) return at
  }
  return code.length
}

/**
 * Code without what its strings and comments say: `const a = "x" // y` is `const a = ""`. Lines keep their numbers. It knows
 * no grammar: a quotation mark inside a regular expression can turn text and code around until the next one.
 */
export function blanked(code: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    BEGIN.lastIndex = at
    const begin = BEGIN.exec(code)
    if (begin === null) return [...parts, code.slice(at)].join('')
    const [mark] = begin
    const end = ENDS.get(mark) ?? '\n'
    const from = begin.index + mark.length
    const stop = endOf(code, from, end)
    const quote = mark === end && code.startsWith(end, stop) ? mark : ''
    parts.push(code.slice(at, begin.index), quote, code.slice(from, stop).replace(/[^\n]+/g, ''), quote)
    at = end === '\n' || !code.startsWith(end, stop) ? stop : stop + end.length
  }
}
