import { FAMILIES, type Family, SEVERITIES, type Severity } from '@understudy/spec'
import { provenRead } from '../formats/unread.ts'
import type { Finding } from '../finding/finding.ts'
import type { ComparabilityVerdict, Report } from '../finding/report.ts'
import { carryMark } from './mark.ts'
import type { EarlierAlerts, OpenAlerts } from './open-alerts.ts'

/** How many alerts of one model another one repeats, on files that it read whole. */
export interface Repeated {
  readonly of: number
  readonly repeated: number
}

/** What the change from one served model to another costs, seen from the alerts that are open. */
export interface ModelSwitch {
  readonly from: string
  readonly to: string
  /** ISO 8601: when the first alert was not repeated. */
  readonly since: string
  readonly worth: ComparabilityVerdict
  readonly all: Repeated
  /** High and critical ones. */
  readonly grave: Repeated
  readonly severities: readonly (Repeated & { readonly severity: Severity })[]
  readonly families: readonly (Repeated & { readonly family: Family })[]
  /** Alerts of `from` that are carried. */
  readonly carried: number
  /** How far `from` agrees with itself from run to run, as F1; null where nobody measured it. */
  readonly itself: number | null
}

const EXTENSION = 'understudy/switches'
/** Pairs of models that a report names. */
const MOST_SWITCHES = 5

const countOf = (alerts: readonly Finding[], kept: ReadonlySet<Finding>): Repeated => ({
  of: alerts.length,
  repeated: alerts.filter((alert) => kept.has(alert)).length,
})

/** Compares every model whose alerts were open with the one that read their files now. Alerts whose code is gone are left out. */
export function modelSwitches(
  report: Report,
  earlier: EarlierAlerts,
  open: OpenAlerts,
  itselfOf: (servedModel: string) => number | null = () => null,
): readonly ModelSwitch[] {
  const readers = new Map(report.coverage.files.filter(provenRead).map(({ path, servedModel = '' }) => [path, servedModel]))
  const gone = new Set(open.closed.filter(({ why }) => why.endsWith('is gone')).map(({ finding }) => finding.fingerprint.v1))
  const lost = new Set([...open.carried, ...open.closed.map(({ finding }) => finding)].map(({ fingerprint }) => fingerprint.v1))
  const pairs = Map.groupBy(
    earlier.findings.filter(({ fingerprint }) => !gone.has(fingerprint.v1)),
    (finding) =>
      JSON.stringify([carryMark(finding)?.by ?? finding.provenance.servedModel, readers.get(finding.locations[0].path) ?? null]),
  )
  const found: ModelSwitch[] = []
  for (const [pair, alerts] of pairs) {
    const [from, to] = JSON.parse(pair) as [string, string | null]
    if (to === null || from === to) continue
    const kept = new Set(alerts.filter(({ fingerprint }) => !lost.has(fingerprint.v1)))
    const own = new Set(alerts.map(({ fingerprint }) => fingerprint.v1))
    const marks = open.carried
      .filter(({ fingerprint }) => own.has(fingerprint.v1))
      .map((finding) => carryMark(finding)?.since ?? '')
    found.push({
      from,
      to,
      since: marks.filter(Boolean).toSorted()[0] ?? report.startedAt,
      worth: report.comparability.models.find(({ servedModel }) => servedModel === to)?.verdict ?? 'unknown',
      all: countOf(alerts, kept),
      grave: countOf(
        alerts.filter(({ severity }) => severity.level === 'high' || severity.level === 'critical'),
        kept,
      ),
      severities: SEVERITIES.toReversed()
        .map((severity) => ({
          severity,
          ...countOf(
            alerts.filter((alert) => alert.severity.level === severity),
            kept,
          ),
        }))
        .filter((row) => row.of > 0),
      families: FAMILIES.map((family) => ({
        family,
        ...countOf(
          alerts.filter((alert) => alert.family === family),
          kept,
        ),
      }))
        .filter((row) => row.of > 0)
        .toSorted((a, b) => b.of - b.repeated - (a.of - a.repeated)),
      carried: marks.length,
      itself: itselfOf(from),
    })
  }
  return found.toSorted((a, b) => b.all.of - a.all.of).slice(0, MOST_SWITCHES)
}

/** The report with what its switches of models cost. */
export function withSwitches(report: Report, switches: readonly ModelSwitch[]): Report {
  return switches.length === 0 ? report : { ...report, extensions: { ...report.extensions, [EXTENSION]: switches } }
}

/** What a report says of its switches; nothing where it says it in a form that nobody knows. */
export function switchesOf({ extensions }: Pick<Report, 'extensions'>): readonly ModelSwitch[] {
  const told = extensions[EXTENSION]
  if (!Array.isArray(told)) return []
  return (told as ModelSwitch[]).filter(
    (each) => typeof each?.from === 'string' && typeof each.to === 'string' && isCount(each.all) && isCount(each.grave),
  )
}

const isCount = (value: Repeated | undefined): boolean => typeof value?.of === 'number' && typeof value.repeated === 'number'
