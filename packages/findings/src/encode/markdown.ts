import { visible, visibleLine } from './control.ts'

/**
 * Every sign with which Markdown (CommonMark, GitHub's and GitLab's) can start something: links, images, HTML, tables, mentions.
 * A run of 7 to 40 hexadecimal digits is a commit to both.
 */
const SIGNS = /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])|[\\`*_{}[\]()#+\-.!|<>~&$%^:=@]/gi

/** Parts what no backslash disarms: GitHub reads `@name`, `#12` and `GH-12` from the finished text. */
const WORD_JOINER = '&#8288;'

function disarmed(sign: string): string {
  if (sign === '@') return `@${WORD_JOINER}`
  if (sign === '#') return `\\#${WORD_JOINER}`
  if (sign.length === 1) return `\\${sign}`
  return /\d/.test(sign) ? markdownCode(sign) : `${sign.slice(0, 3)}${WORD_JOINER}${sign.slice(3)}`
}

/** Text on one line, fit for a paragraph or a table cell: it shows as it is and does nothing. */
export function encodeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(SIGNS, disarmed)
    .replace(/(?<![0-9a-z])(gh)\\-(?=\d)/gi, `$1${WORD_JOINER}\\-`)
}

/** A code block that its content cannot close: the fence is longer than any run of backticks inside. */
export function markdownCodeBlock(code: string): string {
  const plain = visible(code)
  const longest = Math.max(2, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${plain}\n${fence}`
}

/** Code within a line, by the same rule. */
export function markdownCode(code: string): string {
  const plain = visibleLine(code).replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const edge = plain.startsWith('`') || plain.endsWith('`') || plain === '' ? ' ' : ''
  return `${fence}${edge}${plain}${edge}${fence}`
}
