import { encodeMarkdown, type Finding, markdownCode, markdownCodeBlock, type Report } from '@understudy/findings'
import { acceptedWords } from '../../baseline/mark.ts'
import { byImportance } from '../../terminal/findings.ts'
import { count } from '../../terminal/text.ts'
import type { PageFacts } from './facts.ts'

/** Parts that fit into a number of characters, and how many were left out. */
function fitting(parts: readonly string[], room: number): { readonly shown: readonly string[]; readonly left: number } {
  let length = 0
  const end = parts.findIndex((part) => (length += part.length + 1) > room)
  const shown = end === -1 ? parts : parts.slice(0, end)
  return { shown, left: parts.length - shown.length }
}

/** A bracket in a path would end the link. */
const linkTarget = (url: string): string =>
  url.replace(/[()\s<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

function place(finding: Finding, lineUrl: PageFacts['lineUrl']): string {
  const { path, anchor } = finding.locations[0]
  const shown = markdownCode(`${path}:${anchor.keyLine}`)
  const url = lineUrl(path, anchor.keyLine)
  return url === null ? shown : `[${shown}](${linkTarget(url)})`
}

function row(finding: Finding, lineUrl: PageFacts['lineUrl']): string {
  const accepted = acceptedWords(finding)
  const severity = accepted === null ? `**${finding.severity.level}**` : `${finding.severity.level}, accepted`
  const { provenance, cwe } = finding
  return `| ${severity} | ${encodeMarkdown(finding.title)} | ${place(finding, lineUrl)} | ${cwe.canonical ?? ''} | ${markdownCode(provenance.servedModel)} |`
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
  const accepted = acceptedWords(finding)
  return [
    `#### ${encodeMarkdown(finding.title)}`,
    `${markdownCode(`${path}:${anchor.keyLine}`)} · ${finding.severity.level} · ${finding.family}`,
    ...(accepted === null ? [] : [`_${encodeMarkdown(accepted)}_`]),
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
