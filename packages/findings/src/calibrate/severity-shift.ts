import { SEVERITIES } from '@understudy/spec'
import type { Finding } from '../finding/finding.ts'
import type { Pair } from '../match/match.ts'
import { severityRank } from '../severity/severity.ts'

/** Pairs below which a shift is taken for noise, and nothing is calibrated. */
export const CALIBRATION_PAIRS = 30

/** A level seen this often is believed half; fewer pairs pull its correction towards the model's overall shift. */
const HALF_BELIEVED_AT = 8

/** How one model's severities read on the baseline's scale; plain data, kept in its profile. */
export interface SeverityScale {
  readonly servedModel: string
  readonly baseline: string
  /** Matched pairs it was learned from. */
  readonly pairs: number
  /** Mean of the model's level less the baseline's, in levels. */
  readonly shift: number
  /** For each of the model's levels from `info` up: what the baseline says on average, as a rank from 0 to 4. */
  readonly ranks: readonly number[]
}

/**
 * Learns a scale from matched pairs (`a` the baseline's finding, `b` the model's). Each level's mean is shrunk towards
 * "level less overall shift", so that a rare level does not jump. Null below `CALIBRATION_PAIRS`.
 */
export function learnSeverityScale(
  pairs: readonly Pair[],
  models: { readonly servedModel: string; readonly baseline: string },
): SeverityScale | null {
  if (pairs.length < CALIBRATION_PAIRS) return null
  const ranks = pairs.map(({ a, b }) => ({ theirs: rankOf(a), ours: rankOf(b) }))
  const shift = ranks.reduce((sum, { theirs, ours }) => sum + ours - theirs, 0) / ranks.length
  const corrected = SEVERITIES.map((_, level) => {
    const seen = ranks.filter(({ ours }) => ours === level)
    const prior = level - shift
    const mean = seen.reduce((sum, { theirs }) => sum + theirs, 0) / (seen.length || 1)
    return (seen.length * mean + HALF_BELIEVED_AT * prior) / (seen.length + HALF_BELIEVED_AT)
  })
  // What shrinking left of the shift is taken out evenly, so that none of it remains on average.
  const residual = ranks.reduce((sum, { theirs, ours }) => sum + (corrected[ours] ?? ours) - theirs, 0) / ranks.length
  return { ...models, pairs: pairs.length, shift, ranks: corrected.map((rank) => clampRank(rank - residual)) }
}

/** The finding's severity on the baseline's scale, as a rank from 0 to 4 that need not be whole. */
export function calibratedRank(finding: Finding, scale: SeverityScale): number {
  const level = rankOf(finding)
  return scale.ranks[level] ?? level
}

/** The finding with its level read on the baseline's scale; the model's own word stays in `severity.raw`. */
export function calibrateSeverity(finding: Finding, scale: SeverityScale): Finding {
  const rank = calibratedRank(finding, scale)
  const level = SEVERITIES[Math.round(rank)] ?? finding.severity.level
  return { ...finding, severity: { ...finding.severity, level, basis: 'calibrated' } }
}

const rankOf = (finding: Finding): number => severityRank(finding.severity.level)
const clampRank = (rank: number): number => Math.min(SEVERITIES.length - 1, Math.max(0, rank))
