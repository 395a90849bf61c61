import { encodeMarkdown, markdownCode, markdownCodeBlock } from '../encode/markdown.ts'
import type { Finding } from '../finding/finding.ts'
import { inOrder } from '../finding/merge.ts'
import type { Report } from '../finding/report.ts'
import { severityRank } from '../severity/severity.ts'
import { withoutSecretValues } from '../secrets/mask.ts'
import { absentSentences } from './absent.ts'
import { serviceSentences } from './service.ts'
import { isOutsideChange, OUTSIDE_CHANGE } from '../finding/outside-change.ts'
import { noteSentences } from './notes.ts'
import { statusSentence, unreadFiles, unreadWords, wantedFiles } from './unread.ts'

/** Options of `toMarkdown`. */
export interface MarkdownOptions {
  /** Longest text in characters; GitHub refuses a comment of more than 65,536. @default 60_000 */
  readonly maxLength?: number
}

/** Most files that are named one by one. */
const MOST_FILES = 50

/** A report for a comment or a job summary. What does not fit is counted, never dropped without a word. */
export function toMarkdown(given: Report, options: MarkdownOptions = {}): string {
  const report = withoutSecretValues(given)
  const { maxLength = 60_000 } = options
  const findings = report.findings.toSorted(
    (a, b) => severityRank(b.severity.level) - severityRank(a.severity.level) || inOrder(a, b),
  )
  const sentences = [...absentSentences(report), ...serviceSentences(report)].map(encodeMarkdown)
  const parts = [headline(report), ...fitting(sentences, maxLength / 6)]
  // What was not read is named after what was found, and has its room before the findings take theirs.
  const after = [coverage(report, maxLength / 4), notes(report, maxLength / 6)].filter((part) => part !== '')
  let length = [...parts, ...after].join('\n\n').length
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
  return `${[...parts, ...after].join('\n\n')}\n`
}

function headline(report: Report): string {
  const count = report.findings.length
  const found = count === 0 ? 'No findings' : `${count} finding${count === 1 ? '' : 's'}`
  const sentence = statusSentence(report)
  const unread = unreadFiles(report).length
  const files = unread === 0 ? '' : ` ${unread} of ${wantedFiles(report).length} files are not proven read; they are named below.`
  // "No findings" under a review that is not complete would read as clean.
  return sentence ? `## Review ${report.status}: ${found.toLowerCase()} so far\n\n**${sentence}**${files}` : `## ${found}`
}

/** Longest reason of a file; its path is bounded by the room of them all. */
const LONGEST_REASON = 300

function coverage(report: Report, room: number): string {
  const unread = unreadFiles(report)
  if (unread.length === 0) return ''
  const rows = fitting(
    unread
      .slice(0, MOST_FILES)
      .map((file) => `- ${markdownCode(file.path)} ${encodeMarkdown(unreadWords(file).slice(0, LONGEST_REASON))}`),
    room,
  )
  const more = unread.length - rows.length
  return [
    `Not proven read (${unread.length} of ${wantedFiles(report).length} files):`,
    '',
    ...rows,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n')
}

/** As many lines as fit into a number of characters. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let length = 0
  const end = lines.findIndex((line) => (length += line.length + 1) > room)
  return end === -1 ? lines : lines.slice(0, end)
}

function notes(report: Report, room: number): string {
  const sentences = noteSentences(report).map((each) => `- ${encodeMarkdown(each)}`)
  return sentences.length === 0 ? '' : ['Notes:', '', ...fitting(sentences, room)].join('\n')
}

function section(finding: Finding): string {
  const { path, anchor } = finding.locations[0]
  const facts = [
    `**${finding.severity.level}**${finding.severity.score === undefined ? '' : ` (CVSS ${finding.severity.score})`}`,
    ...(isOutsideChange(finding) ? [OUTSIDE_CHANGE] : []),
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
