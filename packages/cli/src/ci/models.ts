import type { TargetStatus } from '@understudy/failover'
import type { Report } from '@understudy/findings'

/** One model that answered, and for how many files. */
export interface ServedModel {
  readonly model: string
  readonly files: number
  /** Files of these that were answered in an earlier run, and have not changed since. */
  readonly earlier: number
  /** Its silence proves nothing. */
  readonly degraded: boolean
}

/** Models that answered, the busiest first. */
export function servedModels(report: Report): readonly ServedModel[] {
  const tally = new Map<string, ServedModel>()
  for (const { servedModel, degraded = false, cached = false } of report.coverage.files) {
    if (servedModel === undefined) continue
    const { files, earlier } = tally.get(servedModel) ?? { files: 0, earlier: 0 }
    tally.set(servedModel, { model: servedModel, files: files + 1, earlier: earlier + (cached ? 1 : 0), degraded })
  }
  return [...tally.values()].toSorted((a, b) => b.files - a.files || (a.model < b.model ? -1 : 1))
}

/** A target that did not serve as it should, and why in words. */
export interface AbsentTarget {
  readonly target: string
  readonly what: 'out of use' | 'failed'
  readonly why: string
  /** Epoch milliseconds since when it is out of use. */
  readonly since?: number
}

/** Targets that are out of use, whether found now or in an earlier run, and those that only failed. One entry each. */
export function absentTargets(report: Report, targets: readonly TargetStatus[]): readonly AbsentTarget[] {
  const absent = new Map<string, AbsentTarget>()
  for (const { id, bar } of targets)
    if (bar) absent.set(id, { target: id, what: 'out of use', why: bar.sentence || bar.reason, since: bar.since })
  for (const { target, failure } of report.attempts)
    if (failure && !absent.has(target)) absent.set(target, { target, what: 'failed', why: failure.sentence })
  // The sentences begin with the name, which stands in front of them here.
  return [...absent.values()].map((each) => ({ ...each, why: each.why.replace(`${each.target} `, '') }))
}
