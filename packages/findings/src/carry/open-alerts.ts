import { provenRead } from '../formats/unread.ts'
import type { Finding } from '../finding/finding.ts'
import type { Comparability, FileCoverage, Report } from '../finding/report.ts'
import { matchFindings } from '../match/match.ts'
import { codeGone, stillThere } from './code-gone.ts'
import { type CarryMark, carryMark, type CarryReason, marked } from './mark.ts'

/** What becomes of alerts of a model that another one replaced. */
export type OnSwitch = 'carry' | 'replace' | 'degrade'

/** How earlier alerts are judged. */
export interface CarryOptions {
  /** `carry` and `degrade` keep what a substitute does not repeat; `replace` lets it close. @default 'carry' */
  readonly onSwitch?: OnSwitch
  /** Served models whose silence counts, whatever is known of them: somebody accepted the switch. @default none */
  readonly accepted?: ReadonlySet<string>
  /** The file as it is now; null when it is gone, undefined when nobody knows. @default nobody knows */
  readonly contentOf?: (path: string) => string | null | undefined
  /** Answers to questions about carried alerts, by fingerprint. @default none */
  readonly asked?: ReadonlyMap<string, { readonly at: string; readonly reproduced: boolean; readonly why: string }>
}

/** The alerts that are open once a report is published over earlier ones. */
export interface OpenAlerts {
  /** Everything to publish: the report's findings under the identity that they had, and what is carried. */
  readonly findings: readonly Finding[]
  /** Those among them that the report did not repeat. */
  readonly carried: readonly Finding[]
  /** What closes, and why. */
  readonly closed: readonly { readonly finding: Finding; readonly why: string }[]
}

/** The open alerts as they were published last, and when. */
export type EarlierAlerts = Pick<Report, 'findings' | 'startedAt'>

const seenBy = (finding: Finding): string => carryMark(finding)?.by ?? finding.provenance.servedModel

/** Everybody who read a file whole; null where nobody to be trusted did. */
function readersOf(file: FileCoverage | undefined): readonly string[] | null {
  if (!file || !provenRead(file)) return null
  return [file.servedModel ?? '', ...(file.opinions ?? []).map(({ servedModel }) => servedModel)]
}

/** Whether `reader` is shown to miss no more than `before`. What is not known is not shown. */
function asGood(reader: string, before: string, { baseline, models }: Comparability): boolean {
  const verdict = (model: string): string => models.find(({ servedModel }) => servedModel === model)?.verdict ?? 'unknown'
  if (baseline === before) return ['equivalent', 'better'].includes(verdict(reader))
  return baseline === reader && ['equivalent', 'worse'].includes(verdict(before))
}

type Fate = { readonly carry: CarryReason } | { readonly close: string }

function fateOf(finding: Finding, file: FileCoverage | undefined, report: Report, options: CarryOptions): Fate {
  const { onSwitch = 'carry', accepted = new Set(), contentOf = () => undefined, asked } = options
  const content = contentOf(finding.locations[0].path)
  if (content === null) return { close: 'the file is gone' }
  const answer = asked?.get(finding.fingerprint.v1)
  if (answer && !answer.reproduced) return { close: `asked again: ${answer.why}` }
  const readers = readersOf(file)
  if (readers === null) return { carry: 'not-read' }
  const before = seenBy(finding)
  const earlier = carryMark(finding)?.why
  if (readers.includes(before)) {
    // Whoever was away in between has not just changed its mind: the code may have, or the model behind the name.
    if (earlier === 'switch' || earlier === 'silent') return { carry: 'silent' }
    return { close: `${before} does not report it any more` }
  }
  if (content !== undefined && codeGone(finding, content)) return { close: 'its code is gone' }
  if (onSwitch === 'replace') return { close: `${readers[0]} does not report it, and replaces ${before}` }
  const good = readers.find((reader) => accepted.has(reader) || asGood(reader, before, report.comparability))
  return good === undefined
    ? { carry: 'switch' }
    : { close: `${good}, which is as good as ${before} or accepted, does not report it` }
}

/** A repeated finding under the identity that its alert has: another model's words for it, at the place where it is known. */
function underIdentity(before: Finding, now: Finding, content: string | null | undefined): Finding {
  const { id, fingerprint, ruleId, family } = before
  const [place, ...others] = before.locations
  const locations: Finding['locations'] = stillThere(before, content ?? undefined)
    ? [place, ...now.locations.filter(({ path, startLine }) => path !== place.path || startLine !== place.startLine), ...others]
    : now.locations
  return { ...now, id, fingerprint, ruleId, family, locations }
}

/**
 * What is open once `report` is published over earlier alerts. An alert closes only when its code is gone, when the model that
 * reported it or one shown to be as good reads the file whole and is silent, or when somebody was asked; silence of a substitute
 * that is worse or unknown closes nothing.
 */
export function openAlerts(report: Report, earlier: EarlierAlerts, options: CarryOptions = {}): OpenAlerts {
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint.v1))
  const known = new Set(earlier.findings.map(({ fingerprint }) => fingerprint.v1))
  const missing = earlier.findings.filter(({ fingerprint }) => !present.has(fingerprint.v1))
  const fresh = report.findings.filter(({ fingerprint }) => !known.has(fingerprint.v1))
  const before = new Map(matchFindings(missing, fresh).pairs.map(({ a, b }) => [b, a]))
  const repeated = new Set(before.values())
  const files = new Map(report.coverage.files.map((file) => [file.path, file]))
  const carried: Finding[] = []
  const closed: { readonly finding: Finding; readonly why: string }[] = []
  for (const finding of missing) {
    if (repeated.has(finding)) continue
    const fate = fateOf(finding, files.get(finding.locations[0].path), report, options)
    if ('close' in fate) closed.push({ finding, why: fate.close })
    else carried.push(marked(finding, markOf(finding, fate.carry, report, earlier, options)))
  }
  const found = report.findings.map((finding) => {
    const alert = before.get(finding)
    return alert ? underIdentity(alert, finding, options.contentOf?.(alert.locations[0].path)) : finding
  })
  return { findings: [...found, ...carried], carried, closed }
}

function markOf(finding: Finding, why: CarryReason, report: Report, earlier: EarlierAlerts, { asked }: CarryOptions): CarryMark {
  const mark = carryMark(finding)
  const at = asked?.get(finding.fingerprint.v1)?.at ?? mark?.asked
  return {
    by: seenBy(finding),
    lastSeen: mark?.lastSeen ?? earlier.startedAt,
    since: mark?.since ?? report.startedAt,
    why,
    ...(at !== undefined && { asked: at }),
  }
}

/** Carried alerts that somebody should be asked about: carried for too long, or not repeated by the model that reported them. */
export function dueForTriage(carried: readonly Finding[], wallTime: number, carryForMs: number): readonly Finding[] {
  return carried.filter((finding) => {
    const mark = carryMark(finding)
    if (!mark) return false
    const last = Date.parse(mark.asked ?? (mark.why === 'silent' ? '' : mark.since))
    return Number.isNaN(last) ? mark.why === 'silent' : wallTime - last >= carryForMs
  })
}
