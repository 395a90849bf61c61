import type { Finding, Report } from '@understudy/findings'
import { count } from '../terminal/text.ts'
import { type JudgedFinding, judgeFindings, unusedEntries } from './judge.ts'
import type { AcceptedFinding, Baseline } from './schema.ts'

/** Where an accepted finding says so, in its `extensions`. */
export const ACCEPTED = 'understudy/accepted'

/** Why a finding is accepted and until when, as its mark says; null for one that counts. */
export function acceptedWords({ extensions }: Pick<Finding, 'extensions'>): string | null {
  const mark = extensions[ACCEPTED] as
    | { readonly author?: unknown; readonly reason?: unknown; readonly expires?: unknown }
    | undefined
  if (typeof mark?.reason !== 'string') return null
  return `accepted by ${String(mark.author)} until ${String(mark.expires).slice(0, 10)}: ${mark.reason}`
}

export interface MarkedReport {
  /** Nothing is taken away: accepted findings stay, marked with who accepted them, why and until when. */
  readonly report: Report
  /** The findings that count. */
  readonly counting: readonly Finding[]
}

/** Findings that come back in one line each, then their number. */
const MOST_RETURNED = 5

const WHY = {
  expired: (entry: AcceptedFinding) => `${entry.author} accepted it until ${entry.expires.slice(0, 10)} (${entry.reason})`,
  worse: (entry: AcceptedFinding, finding: Finding) =>
    `it was ${entry.severity} when ${entry.author} accepted it, and is ${finding.severity.level} now`,
  changed: (entry: AcceptedFinding) => `the function around it is not the one in which ${entry.author} accepted it`,
} as const

/** What was accepted once and counts again, and why: somebody has to decide anew. */
function returned(judged: readonly JudgedFinding[], standing: keyof typeof WHY): readonly string[] {
  const back = judged.filter((each) => each.standing === standing)
  const lines = back.slice(0, MOST_RETURNED).map(({ finding, entry }) => {
    const { path, startLine } = finding.locations[0]
    return `Counted again: ${path}:${startLine}, ${finding.title}: ${entry ? WHY[standing](entry, finding) : ''}.`
  })
  return back.length > MOST_RETURNED ? [...lines, `Counted again: ${count(back.length - MOST_RETURNED, 'more')}.`] : lines
}

/** Entries that can go: their file was read whole, by a model to be trusted, and the flaw was not there. */
function unused({ findings, coverage }: Report, baseline: Baseline): readonly string[] {
  const read = new Set(
    coverage.files.filter((file) => file.disposition === 'reviewed' && !file.degraded && !file.ranges).map(({ path }) => path),
  )
  const left = unusedEntries(findings, baseline).filter(({ path }) => read.has(path))
  if (left.length === 0) return []
  return [
    `${count(left.length, 'entry', 'entries')} of the baseline no longer found: ${[...new Set(left.map(({ path }) => path))].slice(0, 3).join(', ')}.`,
  ]
}

/** Holds a report against a baseline at a time, in epoch milliseconds. */
export function markAccepted(report: Report, baseline: Baseline, wallTime: number): MarkedReport {
  const judged = judgeFindings(report.findings, baseline, wallTime)
  const accepted = judged.filter(({ standing }) => standing === 'accepted').length
  const notes = [
    ...(accepted > 0 ? [`${count(accepted, 'finding')} accepted by the baseline, and not counted.`] : []),
    ...returned(judged, 'expired'),
    ...returned(judged, 'worse'),
    ...returned(judged, 'changed'),
    ...unused(report, baseline),
  ]
  const findings = judged.map(({ finding, standing, entry }) => {
    if (standing !== 'accepted' || !entry) return finding
    const { author, reason, expires } = entry
    return { ...finding, extensions: { ...finding.extensions, [ACCEPTED]: { author, reason, expires } } }
  })
  return {
    report: { ...report, findings, notes: [...report.notes, ...notes] },
    counting: judged.filter(({ standing }) => standing !== 'accepted').map(({ finding }) => finding),
  }
}
