import type { Finding } from '@understudy/findings'
import { type Change, touches } from '../plan/change.ts'

/** Lines around a change that still belong to it: the statement that a changed line is part of. */
const REACH_LINES = 3

const UNSURE: ReadonlySet<string> = new Set(['missing', 'ambiguous', 'removed', 'stated'])

/**
 * Marks a finding that lies elsewhere than the reviewed change. It stays, because it may be true and something that the
 * change exposes; a gate may treat it as known.
 */
export function placeInChange(finding: Finding, change: Change | undefined): Finding {
  // Where a place is not sure, or is in removed code, nobody can say that the change has nothing to do with it.
  if (!change || UNSURE.has(finding.locations[0].anchor.status)) return finding
  const inside = finding.locations.some(({ startLine, endLine }) => touches(change, startLine, endLine, REACH_LINES))
  return inside ? finding : { ...finding, extensions: { ...finding.extensions, outsideChange: true } }
}
