import type { Finding, Report } from '@understudy/findings'
import type { Severity } from '@understudy/spec'
import { count } from '../terminal/text.ts'
import { judgeFindings } from './judge.ts'
import type { Baseline } from './schema.ts'

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
  /** Severities of the findings that count. */
  readonly counting: readonly Severity[]
}

/** Holds a report against a baseline at a time, in epoch milliseconds. */
export function markAccepted(report: Report, baseline: Baseline, wallTime: number): MarkedReport {
  const judged = judgeFindings(report.findings, baseline, wallTime)
  const of = (standing: string): number => judged.filter((each) => each.standing === standing).length
  const notes = [
    ...(of('accepted') > 0 ? [`${count(of('accepted'), 'finding')} accepted by the baseline, and not counted.`] : []),
    ...(of('expired') > 0 ? [`${count(of('expired'), 'finding')} accepted for a time that is over; counted again.`] : []),
    ...(of('worse') > 0 ? [`${count(of('worse'), 'finding')} more severe than when accepted; counted again.`] : []),
  ]
  const findings = judged.map(({ finding, standing, entry }) => {
    if (standing !== 'accepted' || !entry) return finding
    const { author, reason, expires } = entry
    return { ...finding, extensions: { ...finding.extensions, [ACCEPTED]: { author, reason, expires } } }
  })
  return {
    report: { ...report, findings, notes: [...report.notes, ...notes] },
    counting: judged.filter(({ standing }) => standing !== 'accepted').map(({ finding }) => finding.severity.level),
  }
}
