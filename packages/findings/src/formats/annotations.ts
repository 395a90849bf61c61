import type { Severity } from '@understudy/spec'
import { encodeAnnotation, encodeAnnotationProperty } from '../encode/annotation.ts'
import { inOrder } from '../finding/merge.ts'
import type { Finding } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { isOutsideChange, OUTSIDE_CHANGE } from '../finding/outside-change.ts'
import { severityRank } from '../severity/severity.ts'
import { withoutSecretValues } from '../secrets/mask.ts'
import { statusSentence, unreadFiles, unreadWords } from './unread.ts'

type Command = 'error' | 'warning' | 'notice'

const COMMAND: Readonly<Record<Severity, Command>> = {
  info: 'notice',
  low: 'notice',
  medium: 'warning',
  high: 'error',
  critical: 'error',
}

/** GitHub shows ten annotations of a kind for each step and drops the rest without a word. */
const MOST_SHOWN = 10

/**
 * A report as workflow commands for GitHub Actions, one a line, gravest first. What exceeds GitHub's ten of a kind is
 * counted in a last line instead of being lost.
 */
export function toAnnotations(given: Report): string {
  const report = withoutSecretValues(given)
  const lines: Record<Command, string[]> = { error: [], warning: [], notice: [] }
  const sentence = statusSentence(report)
  if (sentence) lines.error.push(`::error title=Review ${report.status}::${encodeAnnotation(sentence)}`)
  for (const finding of report.findings.toSorted(gravestFirst)) lines[commandOf(finding)].push(annotation(finding))
  for (const file of unreadFiles(report)) {
    lines.warning.push(
      `::warning file=${encodeAnnotationProperty(file.path)}::${encodeAnnotation(`This file ${unreadWords(file)}.`)}`,
    )
  }
  const all = [...lines.error, ...lines.warning, ...lines.notice]
  // One place is kept for the line that counts the others.
  const shown = [lines.error, lines.warning, lines.notice].flatMap((kind) =>
    kind.slice(0, kind === lines.notice ? MOST_SHOWN - 1 : MOST_SHOWN),
  )
  const rest = all.length - shown.length
  return [...shown, ...(rest > 0 ? [`::notice title=Understudy::${rest} more are in the full report.`] : [])]
    .map((line) => `${line}\n`)
    .join('')
}

function gravestFirst(a: Finding, b: Finding): number {
  return severityRank(b.severity.level) - severityRank(a.severity.level) || inOrder(a, b)
}

/** What the change does not touch is told, and is no error of it. */
function commandOf(finding: Finding): Command {
  return isOutsideChange(finding) ? 'notice' : COMMAND[finding.severity.level]
}

function annotation(finding: Finding): string {
  const { path, anchor, endLine } = finding.locations[0]
  const properties = [
    `file=${encodeAnnotationProperty(path)}`,
    `line=${anchor.keyLine}`,
    `endLine=${Math.max(anchor.keyLine, endLine)}`,
    `title=${encodeAnnotationProperty(`${finding.severity.level}${isOutsideChange(finding) ? `, ${OUTSIDE_CHANGE}` : ''}: ${finding.title}`)}`,
  ]
  return `::${commandOf(finding)} ${properties.join(',')}::${encodeAnnotation(finding.message || finding.title)}`
}
