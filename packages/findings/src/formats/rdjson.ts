import type { Severity } from '@understudy/spec'
import { visible, visibleLine } from '../encode/control.ts'
import type { Finding } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { isOutsideChange, OUTSIDE_CHANGE_SENTENCE } from '../finding/outside-change.ts'
import { familyLink } from './family-link.ts'
import { withoutSecretValues } from '../secrets/mask.ts'
import { unreadFiles, unreadWords } from './unread.ts'

/** A report in reviewdog’s format (rdjson). */
export interface RdjsonReport {
  readonly source: { readonly name: string }
  readonly diagnostics: readonly RdjsonDiagnostic[]
}

/** One finding in reviewdog’s format. */
export interface RdjsonDiagnostic {
  readonly message: string
  readonly location: {
    readonly path: string
    readonly range?: { readonly start: { readonly line: number }; readonly end: { readonly line: number } }
  }
  readonly severity: 'ERROR' | 'WARNING' | 'INFO'
  readonly code?: { readonly value: string; readonly url?: string }
}

const SEVERITY: Readonly<Record<Severity, RdjsonDiagnostic['severity']>> = {
  info: 'INFO',
  low: 'INFO',
  medium: 'WARNING',
  high: 'ERROR',
  critical: 'ERROR',
}

/**
 * A report as reviewdog reads it. Columns are left out, which makes ranges whole lines with the end included; with
 * columns the end would be exclusive and counted in bytes of UTF-8. A file that was not reviewed is a warning on that file.
 */
export function toRdjson(given: Report): RdjsonReport {
  const report = withoutSecretValues(given)
  const unread = unreadFiles(report).map((file) => ({
    message: `This file ${unreadWords(file)}. Findings that are absent prove nothing.`,
    location: { path: file.path },
    severity: 'WARNING' as const,
  }))
  return { source: { name: 'Understudy' }, diagnostics: [...report.findings.map(diagnostic), ...unread] }
}

function diagnostic(finding: Finding): RdjsonDiagnostic {
  const { path, anchor, endLine } = finding.locations[0]
  const url = familyLink(finding.family)
  const outside = isOutsideChange(finding) ? OUTSIDE_CHANGE_SENTENCE : ''
  const texts = [visibleLine(finding.title), outside, visible(finding.message), visible(finding.remediation ?? '')]
  return {
    // reviewdog takes no empty message.
    message: texts.filter((text) => text.trim() !== '').join('\n') || finding.ruleId,
    location: { path, range: { start: { line: anchor.keyLine }, end: { line: Math.max(anchor.keyLine, endLine) } } },
    severity: outside === '' ? SEVERITY[finding.severity.level] : 'INFO',
    code: { value: finding.ruleId, ...(url && { url }) },
  }
}
