import { encodeMarkdown, type Finding, markdownCode, markdownCodeBlock, type Report } from '@understudy/findings'
import { setAside } from '../../baseline/set-aside.ts'
import { byImportance } from '../../terminal/findings.ts'
import { count } from '../../terminal/text.ts'
import type { PageFacts } from './facts.ts'
import { fitting, shortened, shortPath } from './room.ts'

/** A longer address would take the room of other findings. */
const LONGEST_URL = 2000

/** A bracket in a path would end the link. */
const linkTarget = (url: string): string =>
  url.replace(/[()\s<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

function place(finding: Finding, lineUrl: PageFacts['lineUrl']): string {
  const { path, anchor } = finding.locations[0]
  const shown = markdownCode(`${shortPath(path)}:${anchor.keyLine}`)
  const url = lineUrl(path, anchor.keyLine)
  return url === null || url.length > LONGEST_URL ? shown : `[${shown}](${linkTarget(url)})`
}

function row(finding: Finding, lineUrl: PageFacts['lineUrl']): string {
  const aside = setAside(finding)
  const severity = aside === null ? `**${finding.severity.level}**` : `${finding.severity.level}, ${aside.word}`
  const { provenance, cwe } = finding
  return `| ${severity} | ${encodeMarkdown(shortened(finding.title))} | ${place(finding, lineUrl)} | ${cwe.canonical ?? ''} | ${markdownCode(shortened(provenance.servedModel))} |`
}

/** One row a finding, gravest first, within `room` characters. */
export function findingTable(report: Report, lineUrl: PageFacts['lineUrl'], room: number): string {
  if (report.findings.length === 0) return ''
  const { shown, left } = fitting(
    byImportance(report.findings).map((finding) => row(finding, lineUrl)),
    room,
  )
  return [
    '| Severity | Finding | Where | CWE | Reported by |',
    '|---|---|---|---|---|',
    ...shown,
    ...(left > 0 ? ['', `_${count(left, 'more finding')} in the full report._`] : []),
  ].join('\n')
}

function details(finding: Finding): string {
  const { path, anchor } = finding.locations[0]
  const aside = setAside(finding)
  return [
    `#### ${encodeMarkdown(shortened(finding.title))}`,
    `${markdownCode(`${shortPath(path)}:${anchor.keyLine}`)} · ${finding.severity.level} · ${finding.family}`,
    ...(aside === null ? [] : [`_${encodeMarkdown(shortened(aside.sentence))}_`]),
    ...(anchor.status === 'missing' ? ['_The quoted code was not found in the file._'] : []),
    ...(anchor.snippet === '' ? [] : [markdownCodeBlock(anchor.snippet)]),
    encodeMarkdown(finding.message),
    ...(finding.remediation ? [`**Fix:** ${encodeMarkdown(finding.remediation)}`] : []),
    '',
  ].join('\n\n')
}

/** Code and advice of the findings, folded, within `room` characters. */
export function findingDetails(report: Report, room: number): string {
  const { shown, left } = fitting(byImportance(report.findings).map(details), room)
  if (shown.length === 0) return ''
  const rest = left > 0 ? `\n_Details of ${left} more are in the full report._\n` : ''
  return `<details><summary>Code and advice</summary>\n\n${shown.join('\n')}${rest}\n</details>`
}
