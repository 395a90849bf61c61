/** Longest text in which values are looked for; what exceeds it is not shown. */
export const LONGEST_TEXT = 20_000
const SHORTEST_VALUE = 4

/** Stands for what is not shown. A text that ends in it is masked already. */
export const MASK = '…'

const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`'])
/** Runs of the characters of which tokens and base64 are made. */
const OPAQUE = /[\w+/=~-]{16,}/g
const URL_PASSWORD = /:\/\/[^\s/:@"'`]{0,200}:([^\s@"'`]{1,500})@/g
const NETRC_VALUE = /\b(?:passw(?:or)?d|login|account|token|bearer|basic)[ \t]{1,8}([^\s"'`,;]{4,500})/gi

/** Letters and digits mixed, or very long: nothing that a person would write as a word. */
function looksOpaque(text: string): boolean {
  return /[a-z]/i.test(text) && (/\d/.test(text) || text.length >= 32)
}

/** Tokens of a text that look drawn by chance, whatever stands around them. */
export function opaqueTokens(text: string): readonly string[] {
  return [...text.slice(0, LONGEST_TEXT).matchAll(OPAQUE)].map(([token]) => token).filter(looksOpaque)
}

/** What stands between quotation marks, in one pass; a mark that is never closed reaches to the end. */
export function quoted(text: string): readonly string[] {
  const values: string[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text.charAt(at)
    if (!QUOTES.has(mark)) continue
    let end = at + 1
    while (end < text.length && text.charAt(end) !== mark) end += text.charAt(end) === '\\' ? 2 : 1
    const next = text.slice(end + 1, end + 20).trimStart()
    // The name of a member or of a variable is no value of it.
    const name = next.startsWith(']') || (next.startsWith(':') && /^[\w.-]+$/.test(text.slice(at + 1, end)))
    if (!name) values.push(text.slice(at + 1, end))
    at = end
  }
  return values
}

/** What follows the first `=` or `:` of a line without quotation marks, as in `.env`, properties, YAML and `.npmrc`. */
function assigned(line: string): readonly string[] {
  if (/["'`]/.test(line)) return []
  const at = line.search(/[=:]/)
  return at === -1 ? [] : [line.slice(at + 1).trim()]
}

/**
 * The values in code that a finding calls a secret: literals, what is assigned, passwords in addresses, keys. Nobody knows which
 * of them is meant, so all are taken. Longest first.
 */
export function secretValues(snippet: string): readonly string[] {
  const text = snippet.slice(0, LONGEST_TEXT)
  const found = [
    ...quoted(text),
    ...text.split(/\r?\n/).flatMap(assigned),
    ...[...text.matchAll(URL_PASSWORD), ...text.matchAll(NETRC_VALUE)].map(([, value = '']) => value),
    ...opaqueTokens(text),
  ]
  const lines = found.flatMap((value) => [value, ...value.split(/\r?\n|\\r|\\n/)]).map((value) => value.trim())
  return [...new Set(lines)]
    .filter((value) => value.length >= SHORTEST_VALUE && !value.includes(MASK) && !value.includes('\n'))
    .toSorted((a, b) => b.length - a.length)
}

/** The first four characters of a value, and never more than half of it. */
export function masked(value: string): string {
  return `${value.slice(0, Math.min(4, Math.floor(value.length / 2)))}${MASK}`
}
