import { isoTime } from '@understudy/spec'
import { visibleLine } from '../../encode/control.ts'
import type { FileCoverage, Report } from '../../finding/report.ts'
import { inOrder } from '../../finding/merge.ts'
import { severityRank } from '../../severity/severity.ts'
import { type OpenAlerts, openAlerts } from '../../carry/open-alerts.ts'
import { serviceSentences } from '../service.ts'
import { noteSentences } from '../notes.ts'
import { absentSentences } from '../absent.ts'
import { secretMask, withoutSecretValues } from '../../secrets/mask.ts'
import { statusSentence, unreadFiles, unreadWords } from '../unread.ts'
import { pathUri, plainMessage, sarifResults, type Sources } from './results.ts'
import { type RuleGrain, sarifRules } from './rules.ts'
import type { SarifComponent, SarifInvocation, SarifLog, SarifNotification } from './types.ts'

/** Options of `toSarif`. */
export interface SarifOptions {
  /** Content by path: gives GitHub's line hash and columns. Without it the upload action of GitHub adds the hash. */
  readonly sources?: Sources
  /** Keeps uploads of one kind apart from others; constant for all runs of one pipeline. @default 'understudy' */
  readonly category?: string
  /** @default 'family' */
  readonly rules?: RuleGrain
  /** What was published last: alerts that this report cannot close are carried forward. See `openAlerts`. */
  readonly previous?: Report
  /** The alerts to publish, where they were worked out already. @default worked out from `previous` */
  readonly open?: OpenAlerts
  /**
   * Say that the execution succeeded also of a run that is not complete. GitHub refuses a log that says otherwise ("unsuccessful
   * execution"); notifications and properties keep the truth. Only safe together with `previous` or `open`. @default false
   */
  readonly forUpload?: boolean
  /** Leave the whole finding out of each result, for a log that would be too large. @default false */
  readonly brief?: boolean
}

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000
/** GitHub refuses a run with more. */
const MOST_EXTENSIONS = 100
const MOST_NOTIFICATIONS = 1000
const MOST_NOTES = 100

/**
 * A report as SARIF 2.1.0, the way GitHub reads it. The driver is the same whichever model answered; the models are in
 * `tool.extensions`. GitHub closes every alert that is missing from an upload to the same category, and an incomplete run
 * misses alerts: so it goes to a category of its own, unless `previous` or `open` lets it carry forward what it cannot close.
 */
export function toSarif(given: Report, options: SarifOptions = {}): SarifLog {
  const { category = 'understudy', rules: grain = 'family', previous, sources, forUpload = false, brief = false } = options
  const complete = given.status === 'complete'
  const open = options.open ?? (previous ? openAlerts(given, previous) : { findings: given.findings, carried: [] })
  const mask = secretMask([...given.findings, ...open.findings])
  const report = withoutSecretValues(given, mask)
  const all = open.findings.map(mask.finding)
  const kept = all
    .toSorted((a, b) => severityRank(b.severity.level) - severityRank(a.severity.level) || inOrder(a, b))
    .slice(0, MOST_RESULTS)
  const rules = sarifRules(kept, grain)
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]))
  const safe = complete || previous?.status === 'complete' || options.open !== undefined
  const { findings: _, ...envelope } = report
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(report, rules), extensions: extensions(report) },
        automationDetails: { id: safe ? `${category}/` : `${category}-incomplete/` },
        invocations: [invocation(report, all.length - kept.length, forUpload)],
        columnKind: 'utf16CodeUnits',
        results: sarifResults(
          kept,
          ruleIndex,
          grain,
          sources,
          new Map(all.slice(0, report.findings.length).map((finding, place) => [finding, place])),
          brief,
        ),
        properties: {
          understudy: envelope,
          carriedForward: open.carried.map(({ fingerprint }) => fingerprint.v1),
          ...(all.length > kept.length && { leftOut: all.length - kept.length }),
        },
      },
    ],
  }
}

function driver(report: Report, rules: SarifComponent['rules']): SarifComponent {
  return {
    name: 'Understudy',
    organization: 'Understudy',
    semanticVersion: report.tool.version,
    ...(rules && { rules }),
  }
}

/** One extension for every model that answered: the driver must stay the same over a failover, or alerts re-open. */
function extensions(report: Report): SarifComponent[] {
  const models = new Map<string, string>()
  for (const { servedModel, target } of report.coverage.files) if (servedModel) models.set(servedModel, target ?? servedModel)
  for (const { provenance } of report.findings) models.set(provenance.servedModel, provenance.target)
  return [...models]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_EXTENSIONS)
    .map(([name, target]) => ({ name: visibleLine(name), properties: { target } }))
}

function invocation(report: Report, cut: number, forUpload: boolean): SarifInvocation {
  const notifications = unreadFiles(report).slice(0, MOST_NOTIFICATIONS).map(unreadNotification)
  const sentence = statusSentence(report)
  for (const text of absentSentences(report)) notifications.unshift({ level: 'warning', message: { text: plainMessage(text) } })
  if (sentence) notifications.unshift({ level: 'error', message: { text: sentence } })
  if (cut > 0) notifications.push({ level: 'error', message: { text: `${cut} findings of the lowest severity were left out.` } })
  for (const text of [...serviceSentences(report).slice(0, MOST_NOTES), ...noteSentences(report, MOST_NOTES)])
    notifications.push({ level: 'note', message: { text: plainMessage(text) } })
  const started = Date.parse(report.startedAt)
  return {
    executionSuccessful: forUpload || (report.status === 'complete' && cut === 0),
    ...(Number.isFinite(started) && {
      startTimeUtc: isoTime(started),
      endTimeUtc: isoTime(started + report.durationMs),
    }),
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  }
}

function unreadNotification(file: FileCoverage): SarifNotification {
  return {
    level: file.disposition === 'skipped' ? 'warning' : 'error',
    message: { text: plainMessage(`${file.path} ${unreadWords(file)}.`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: pathUri(file.path) } } }],
  }
}
