import type { FlawLabel } from '@understudy/spec'
import type { Finding } from '../finding/finding.ts'
import { cweSimilarity } from '../cwe/similarity.ts'
import { assign } from '../match/assign.ts'
import type { CweScore } from '../match/pair-score.ts'

/** Lines by which a finding may miss a label; beyond ±5 tolerance hardly changes what matches (security-review.md, 3.1). */
const TOLERANCE = 5

/** Least nearness of types for a finding to be a label's. */
const LEAST_TYPE = 0.6

/** Which finding tells which labelled flaw, one to one; and the findings that tell none. */
export function matchLabels(
  findings: readonly Finding[],
  labels: readonly FlawLabel[],
  cweScore: CweScore = cweSimilarity,
): {
  readonly pairs: readonly { readonly finding: Finding; readonly label: FlawLabel }[]
  readonly unlabelled: readonly Finding[]
} {
  const findingsByPath = Map.groupBy(findings, ({ locations }) => locations[0].path)
  const labelsByPath = Map.groupBy(labels, ({ path }) => path)
  const pairs: { finding: Finding; label: FlawLabel }[] = []
  const told = new Set<Finding>()
  for (const [path, own] of labelsByPath) {
    const here = findingsByPath.get(path) ?? []
    const score = (row: number, column: number): number => labelScore(here[row] as Finding, own[column] as FlawLabel, cweScore)
    for (const { row, column } of assign(here.length, own.length, score, Number.MIN_VALUE)) {
      const [finding, label] = [here[row] as Finding, own[column] as FlawLabel]
      pairs.push({ finding, label })
      told.add(finding)
    }
    // A second finding about a flaw that is already told is not a false alarm.
    for (const finding of here) if (own.some((label) => labelScore(finding, label, cweScore) > 0)) told.add(finding)
  }
  return { pairs, unlabelled: findings.filter((finding) => !told.has(finding)) }
}

/** Ids of the labels that were found. */
export function foundLabels(
  findings: readonly Finding[],
  labels: readonly FlawLabel[],
  cweScore: CweScore = cweSimilarity,
): ReadonlySet<string> {
  return new Set(matchLabels(findings, labels, cweScore).pairs.map(({ label }) => label.id))
}

/** 0 when a finding cannot be about this label; nearer ones score higher. */
function labelScore(finding: Finding, label: FlawLabel, cweScore: CweScore): number {
  const { startLine, endLine } = finding.locations[0]
  const gap = Math.max(0, startLine - label.endLine, label.startLine - endLine)
  if (gap > TOLERANCE) return 0
  const byFamily = finding.family === label.family ? 1 : 0
  const type = Math.max(byFamily, finding.cwe.canonical ? (cweScore(finding.cwe.canonical, label.cwe) ?? 0) : 0)
  return type < LEAST_TYPE ? 0 : type * (1 - gap / (2 * TOLERANCE))
}
