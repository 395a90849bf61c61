import { encodeMarkdown, markdownCode, markdownCodeBlock } from '../encode/markdown.ts'
import type { Finding } from '../finding/finding.ts'
import { inOrder } from '../finding/merge.ts'
import type { Report } from '../finding/report.ts'
import { severityRank } from '../severity/severity.ts'
import { comparabilitySentences } from './comparable.ts'
import { statusSentence, unreadFiles, unreadWords } from './unread.ts'

/** Options of `toMarkdown`. */
export interface MarkdownOptions {
  /** Longest text in characters; GitHub refuses a comment of more than 65,536. @default 60_000 */
  readonly maxLength?: number
}

/** Most files that are named one by one. */
const MOST_FILES = 50

/** A report for a comment or a job summary. What does not fit is counted, never dropped without a word. */
export function toMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { maxLength = 60_000 } = options
  const findings = report.findings.toSorted(
    (a, b) => severityRank(b.severity.level) - severityRank(a.severity.level) || inOrder(a, b),
  )
  const parts = [headline(report), ...comparabilitySentences(report).map(encodeMarkdown), coverage(report)].filter(
    (part) => part !== '',
  )
  let length = parts.join('\n\n').length
  for (const [index, finding] of findings.entries()) {
    const part = section(finding)
    const rest = `_${findings.length - index} more findings are in the full report._`
    if (length + part.length + rest.length + 4 > maxLength) {
      parts.push(rest)
      break
    }
    parts.push(part)
    length += part.length + 2
  }
  return `${parts.join('\n\n')}\n`
}

function headline(report: Report): string {
  const count = report.findings.length
  const found = count === 0 ? 'No findings' : `${count} finding${count === 1 ? '' : 's'}`
  const sentence = statusSentence(report)
  // "No findings" under a review that is not complete would read as clean.
  return sentence ? `## Review ${report.status}: ${found.toLowerCase()} so far\n\n**${sentence}**` : `## ${found}`
}

function coverage(report: Report): string {
  const unread = unreadFiles(report)
  if (unread.length === 0) return ''
  const rows = unread.slice(0, MOST_FILES).map((file) => `- ${markdownCode(file.path)} ${encodeMarkdown(unreadWords(file))}`)
  const more = unread.length - rows.length
  return [
    `${unread.length} of ${report.coverage.files.length} files are not proven read:`,
    '',
    ...rows,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n')
}

function section(finding: Finding): string {
  const { path, anchor } = finding.locations[0]
  const facts = [
    `**${finding.severity.level}**${finding.severity.score === undefined ? '' : ` (CVSS ${finding.severity.score})`}`,
    finding.family,
    ...(finding.cwe.canonical ? [finding.cwe.canonical] : []),
    ...(finding.confidence.value === null ? [] : [`confidence ${finding.confidence.value}`]),
    `by ${encodeMarkdown(finding.provenance.servedModel)}`,
  ]
  const missing = anchor.status === 'missing' ? ['_The quoted code was not found in the file._'] : []
  const code = anchor.snippet === '' ? [] : [markdownCodeBlock(anchor.snippet)]
  const remedy = finding.remediation ? [`**Fix:** ${encodeMarkdown(finding.remediation)}`] : []
  return [
    `### ${encodeMarkdown(finding.title)}`,
    `${markdownCode(`${path}:${anchor.keyLine}`)} · ${facts.join(' · ')}`,
    ...missing,
    ...code,
    encodeMarkdown(finding.message),
    ...remedy,
  ].join('\n\n')
}
