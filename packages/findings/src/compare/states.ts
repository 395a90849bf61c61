import type { Finding } from '../finding/finding.ts'
import type { FileCoverage } from '../finding/report.ts'

/**
 * What became of a flaw between two reports. `unknown` wherever the other report cannot have an opinion, because it did not
 * read the file whole or by an engine whose silence proves nothing: an alert must not close because a model changed.
 */
export type FlawState = 'new' | 'persisting' | 'resolved' | 'reopened' | 'unknown'

/** One flaw over two reports, and what became of it. */
export interface TrackedFlaw {
  readonly state: FlawState
  /** As in the newer report, or as in the older one where only that has it. */
  readonly finding: Finding
  readonly before?: Finding
}

/** Files of a report whose silence proves something. */
export function provenPaths(coverage: readonly FileCoverage[]): ReadonlySet<string> {
  return new Set(
    coverage.filter((file) => file.disposition === 'reviewed' && !file.degraded && !file.ranges).map(({ path }) => path),
  )
}

/** State of a finding that only the newer report has. */
export function stateOfAppeared(finding: Finding, provenBefore: boolean, resolvedBefore: ReadonlySet<string>): FlawState {
  if (resolvedBefore.has(finding.fingerprint.v1)) return 'reopened'
  return provenBefore ? 'new' : 'unknown'
}
