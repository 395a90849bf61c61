import { isoTime, type Severity } from '@understudy/spec'
import { encodeMarkdown, markdownCodeBlock } from '../encode/markdown.ts'
import { visibleLine } from '../encode/control.ts'
import type { Finding } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { carryMark, carrySentence } from '../carry/mark.ts'
import type { EarlierAlerts, OpenAlerts } from '../carry/open-alerts.ts'
import { openAlerts } from '../carry/open-alerts.ts'
import { cweLink, familyLink } from './family-link.ts'
import { familyText } from '../family/text.ts'
import { isOutsideChange, OUTSIDE_CHANGE_SENTENCE } from '../finding/outside-change.ts'
import { serviceSentences } from './service.ts'
import { noteSentences } from './notes.ts'
import { secretMask, withoutSecretValues } from '../secrets/mask.ts'
import { statusSentence, unreadFiles, unreadWords } from './unread.ts'

/** A report for GitLab's `artifacts:reports:sast`, schema 15.0.7. */
export interface GitLabReport {
  readonly version: '15.0.7'
  readonly scan: Readonly<Record<string, unknown>>
  readonly vulnerabilities: readonly Readonly<Record<string, unknown>>[]
}

/** Options of `toGitLab`. */
export interface GitLabOptions {
  /** What was published last: alerts that this report cannot close are carried forward. See `openAlerts`. */
  readonly previous?: EarlierAlerts
  /** The alerts to publish, where they were worked out already. @default worked out from `previous` */
  readonly open?: OpenAlerts
  /** Earlier alerts may be there and nobody knows them: the report says that it resolves nothing. @default false */
  readonly unknownBefore?: boolean
}

const SEVERITY: Readonly<Record<Severity, string>> = {
  info: 'Info',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

const UNKNOWN_BEFORE = 'What was reported before is not known here, so this report resolves nothing.'

const LONGEST_NAME = 255
const LONGEST_SOLUTION = 7000
const LONGEST_DESCRIPTION = 20_000

/**
 * A report as GitLab reads it. A review that is not complete has the status `failure` and a fatal message, because
 * GitLab resolves what is missing from a successful scan.
 */
export function toGitLab(given: Report, options: GitLabOptions = {}): GitLabReport {
  const component = { id: 'understudy', name: 'Understudy', version: given.tool.version, vendor: { name: 'Understudy' } }
  const open = options.open ?? (options.previous ? openAlerts(given, options.previous) : given)
  const mask = secretMask([...given.findings, ...open.findings])
  const report = withoutSecretValues(given, mask)
  const started = Date.parse(report.startedAt)
  return {
    version: '15.0.7',
    scan: {
      analyzer: component,
      scanner: component,
      type: 'sast',
      start_time: gitlabTime(started),
      end_time: gitlabTime(started + report.durationMs),
      status: report.status === 'complete' && !options.unknownBefore ? 'success' : 'failure',
      messages: [...(options.unknownBefore ? [{ level: 'fatal', value: UNKNOWN_BEFORE }] : []), ...messages(report)],
    },
    vulnerabilities: open.findings.map((finding) => vulnerability(mask.finding(finding))),
  }
}

/** `yyyy-mm-ddThh:mm:ss`, in UTC and without its sign. */
function gitlabTime(time: number): string {
  return isoTime(time).slice(0, 19)
}

function messages(report: Report): { level: string; value: string }[] {
  const sentence = statusSentence(report)
  return [
    ...(sentence ? [{ level: 'fatal', value: sentence }] : []),
    ...(sentence ? unreadFiles(report) : []).map((file) => ({
      level: 'warn',
      value: `${visibleLine(file.path)} ${unreadWords(file)}.`,
    })),
    ...[...serviceSentences(report), ...noteSentences(report)].map((value) => ({ level: 'info', value })),
  ]
}

function vulnerability(finding: Finding): Record<string, unknown> {
  const { path, anchor, endLine } = finding.locations[0]
  return {
    id: uuid(finding.fingerprint.v1),
    // GitLab groups by name, so it must not hold what is particular to one finding.
    name: familyText(finding.family).title.slice(0, LONGEST_NAME),
    description: description(finding),
    severity: SEVERITY[finding.severity.level],
    ...(finding.remediation && { solution: encodeMarkdown(finding.remediation).slice(0, LONGEST_SOLUTION) }),
    identifiers: identifiers(finding),
    location: { file: path, start_line: anchor.keyLine, end_line: Math.max(anchor.keyLine, endLine) },
    tracking: {
      type: 'source',
      items: [
        {
          file: path,
          start_line: anchor.keyLine,
          end_line: Math.max(anchor.keyLine, endLine),
          signatures: [{ algorithm: 'understudy_v1', value: finding.fingerprint.v1 }],
        },
      ],
    },
    details: {
      model: { type: 'text', name: 'Reported by', value: visibleLine(finding.provenance.servedModel) },
    },
  }
}

function description(finding: Finding): string {
  const { snippet } = finding.locations[0].anchor
  const code = snippet === '' ? [] : [markdownCodeBlock(snippet)]
  const mark = carryMark(finding)
  const outside = [
    ...(isOutsideChange(finding) ? [OUTSIDE_CHANGE_SENTENCE] : []),
    ...(mark ? [encodeMarkdown(carrySentence(mark))] : []),
  ]
  return [`**${encodeMarkdown(finding.title)}**`, encodeMarkdown(finding.message), ...outside, ...code]
    .join('\n\n')
    .slice(0, LONGEST_DESCRIPTION)
}

/** The first identifier is the vulnerability's identity: ours, which no model changes. */
function identifiers({ ruleId, family, cwe }: Finding): Record<string, string>[] {
  const url = familyLink(family)
  const own = { type: 'understudy_rule', name: `Understudy ${ruleId}`, value: ruleId, ...(url && { url }) }
  if (!cwe.canonical || cwe.level === 'unknown') return [own]
  const number = cwe.canonical.slice('CWE-'.length)
  return [own, { type: 'cwe', name: cwe.canonical, value: number, url: cweLink(Number(number)) }]
}

/** The same id for the same flaw in every scan: a version 8 UUID of the fingerprint. */
function uuid(fingerprint: string): string {
  const digits = `${fingerprint.slice(0, 12)}8${fingerprint.slice(13, 16)}a${fingerprint.slice(17, 32)}`
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
