import { visible, visibleLine } from './control.ts'

/** Every sign with which Markdown (CommonMark and GitHub's) can start something: links, images, HTML, tables, mentions. */
const SIGNS = /[\\`*_{}[\]()#+\-.!|<>~&$^:=@]/g

/** Signs that no backslash disarms: `@name` and `#12` notify and link on GitHub after an escape too. */
const WORD_JOINER = '&#8288;'

/** Text on one line, fit for a paragraph or a table cell: it shows as it is and does nothing. */
export function encodeMarkdown(text: string): string {
  return visibleLine(text).replace(SIGNS, (sign) => (sign === '@' ? `@${WORD_JOINER}` : `\\${sign}`))
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
