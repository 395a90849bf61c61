import { severityRank } from '../severity/severity.ts'
import type { Finding } from './finding.ts'

/**
 * Makes one finding of each flaw that was reported several times: over the border of two chunks, by two calls, or
 * twice in one answer. The same fingerprint is the same flaw. The result is in a fixed order (path, line, family,
 * fingerprint), whatever the order of the input.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings.toSorted(inOrder)) {
    const group = groups.get(finding.fingerprint.v1)
    if (group) group.push(finding)
    else groups.set(finding.fingerprint.v1, [finding])
  }
  return [...groups.values()].map(mergeGroup).toSorted(inOrder)
}

/** The best-told of the group speaks for all; the highest severity counts, and the support says how many agreed. */
function mergeGroup(group: readonly Finding[]): Finding {
  const best = group.reduce((a, b) => (rank(b) > rank(a) ? b : a))
  if (group.length === 1) return best
  const worst = group.reduce((a, b) => (severityRank(b.severity.level) > severityRank(a.severity.level) ? b : a))
  const runs = new Set(group.map(runOf))
  const models = [...new Set(group.flatMap((one) => one.confidence.support?.models ?? [one.provenance.servedModel]))].toSorted()
  const supported = group.reduce((sum, one) => Math.max(sum, one.confidence.support?.runs ?? 0), runs.size)
  return {
    ...best,
    severity: worst.severity,
    confidence: { ...best.confidence, support: { runs: supported, models } },
    evidence: [...new Set(group.flatMap((one) => one.evidence))],
  }
}

/** Calls of one review are one run of a model. */
function runOf({ provenance }: Finding): string {
  return [provenance.servedModel, provenance.target, provenance.promptVersion].join('\0')
}

const ANCHOR_RANK = { missing: 0, stated: 1, removed: 2, ambiguous: 3, fuzzy: 4, moved: 5, normalised: 6, exact: 7 } as const

function rank(finding: Finding): number {
  return ANCHOR_RANK[finding.locations[0].anchor.status] + (finding.confidence.value ?? 0)
}

/** By path, line, family, then everything that makes the order total, so that merging does not depend on arrival. */
export function inOrder(a: Finding, b: Finding): number {
  const left = a.locations[0]
  const right = b.locations[0]
  return (
    compareText(left.path, right.path) ||
    left.startLine - right.startLine ||
    compareText(a.family, b.family) ||
    compareText(a.fingerprint.v1, b.fingerprint.v1) ||
    compareText(a.provenance.servedModel, b.provenance.servedModel) ||
    compareText(a.title, b.title) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
