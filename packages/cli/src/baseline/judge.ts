import type { Finding } from '@understudy/findings'
import { SEVERITIES } from '@understudy/spec'
import type { AcceptedFinding, Baseline } from './schema.ts'

/** A finding next to the baseline. Only `accepted` keeps it from counting. */
export type Standing = 'new' | 'accepted' | 'expired' | 'worse' | 'changed'

export interface JudgedFinding {
  readonly finding: Finding
  readonly standing: Standing
  /** The entry that speaks of it, whatever it is still worth. */
  readonly entry?: AcceptedFinding
}

const rank = (severity: (typeof SEVERITIES)[number]): number => SEVERITIES.indexOf(severity)

/** What tells the function of a finding from any other: the same line elsewhere was accepted by nobody. */
export function functionOf({ locations: [{ anchor }] }: Pick<Finding, 'locations'>): string | null {
  return anchor.function?.hash ?? null
}

/** Where each finding stands at a time, in epoch milliseconds. Pure. */
export function judgeFindings(findings: readonly Finding[], baseline: Baseline, wallTime: number): readonly JudgedFinding[] {
  const entries = new Map(baseline.accepted.map((entry) => [entry.fingerprint, entry]))
  return findings.map((finding): JudgedFinding => {
    const entry = entries.get(finding.fingerprint.v1)
    if (!entry) return { finding, standing: 'new' }
    if (wallTime >= Date.parse(entry.expires)) return { finding, standing: 'expired', entry }
    if (rank(finding.severity.level) > rank(entry.severity)) return { finding, standing: 'worse', entry }
    if (entry.function !== undefined && entry.function !== functionOf(finding)) return { finding, standing: 'changed', entry }
    return { finding, standing: 'accepted', entry }
  })
}

/** Entries that no finding answers to any more. Worth removing once the review behind `findings` is complete. */
export function unusedEntries(findings: readonly Finding[], baseline: Baseline): readonly AcceptedFinding[] {
  const seen = new Set(findings.map(({ fingerprint }) => fingerprint.v1))
  return baseline.accepted.filter(({ fingerprint }) => !seen.has(fingerprint))
}
