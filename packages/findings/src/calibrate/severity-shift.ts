import { SEVERITIES, type Severity } from '@understudy/spec'
import type { Finding } from '../finding/finding.ts'
import type { Pair } from '../match/match.ts'
import { severityRank } from '../severity/severity.ts'
import { agreementGain, fitMoves, type LevelMove, type RankPair } from './level-moves.ts'

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
  /** Where findings of each level go; null where moving levels would not make them agree better. */
  readonly moves: readonly LevelMove[] | null
  /** Why levels are moved, or why not. */
  readonly reason: string
}

/**
 * Learns a scale from matched pairs (`a` the baseline's finding, `b` the model's). Each level's mean is shrunk towards
 * the model's overall shift, so that a level that was seen twice is not taken at its word. Levels that users see are moved only if
 * moves that were learned on one half of the pairs make the other half agree better, and no worse about high and critical.
 * Null with fewer than 30 pairs.
 */
export function learnSeverityScale(
  pairs: readonly Pair[],
  models: { readonly servedModel: string; readonly baseline: string },
): SeverityScale | null {
  if (pairs.length < CALIBRATION_PAIRS) return null
  const ranks = pairs.map(({ a, b }): RankPair => ({ theirs: rankOf(a), ours: rankOf(b) }))
  const shift = ranks.reduce((sum, { theirs, ours }) => sum + ours - theirs, 0) / ranks.length
  const corrected = SEVERITIES.map((_, level) => {
    const seen = ranks.filter(({ ours }) => ours === level)
    const prior = level - shift
    const mean = seen.reduce((sum, { theirs }) => sum + theirs, 0) / (seen.length || 1)
    return (seen.length * mean + HALF_BELIEVED_AT * prior) / (seen.length + HALF_BELIEVED_AT)
  })
  // What shrinking left of the shift is taken out evenly, so that none of it remains on average.
  const residual = ranks.reduce((sum, { theirs, ours }) => sum + (corrected[ours] ?? ours) - theirs, 0) / ranks.length
  return {
    ...models,
    pairs: pairs.length,
    shift,
    ranks: corrected.map((rank) => clampRank(rank - residual)),
    ...movesOf(ranks),
  }
}

/** The finding's severity on the baseline's scale, as a rank from 0 to 4 that need not be whole. */
export function calibratedRank(finding: Finding, scale: SeverityScale): number {
  const level = rankOf(finding)
  return scale.ranks[level] ?? level
}

/**
 * The finding with its level read on the baseline's scale; the model's own word stays in `severity.raw`. Unchanged where the scale
 * moves no levels. Which findings of a level move is decided by their fingerprint, so one finding keeps its level in every run.
 */
export function calibrateSeverity(finding: Finding, scale: SeverityScale): Finding {
  const move = scale.moves?.[rankOf(finding)]
  if (!move) return finding
  const rank = shareOf(finding.fingerprint.v1) < move.share ? move.otherwise : move.to
  const level: Severity = SEVERITIES[rank] ?? finding.severity.level
  return { ...finding, severity: { ...finding.severity, level, basis: 'calibrated' } }
}

/** Moves, if they hold on pairs that they were not learned from. */
function movesOf(ranks: readonly RankPair[]): Pick<SeverityScale, 'moves' | 'reason'> {
  const halves = [0, 1].map((half) => ranks.filter((_, index) => index % 2 === half))
  const gains = halves.flatMap((test, half) => agreementGain(fitMoves(halves[1 - half] ?? []), test))
  const mean = (of: (gain: (typeof gains)[number]) => number): number =>
    gains.reduce((sum, gain) => sum + of(gain), 0) / gains.length
  const exact = mean((gain) => gain.exact)
  const error = Math.sqrt(mean((gain) => (gain.exact - exact) ** 2) / gains.length)
  const points = `${exact < 0 ? '−' : '+'}${Math.abs(100 * exact).toFixed(0)} points of exact agreement on pairs that it did not learn from`
  // One-sided 5 %: a gain that may be luck may as well be a loss.
  if (exact < 1.645 * error || exact === 0 || mean((gain) => gain.gate) < 0)
    return { moves: null, reason: `Levels are not moved: that would change ${points}, too little to rely on.` }
  return { moves: fitMoves(ranks), reason: `Levels are moved: ${points}.` }
}

/** A number from 0 to 1 from the first 32 bits of a fingerprint, which is hexadecimal. */
function shareOf(fingerprint: string): number {
  const digits = Number.parseInt(fingerprint.replaceAll(/[^0-9a-f]/g, '').slice(0, 8), 16)
  return Number.isNaN(digits) ? 0 : digits / 0x1_0000_0000
}

const rankOf = (finding: Finding): number => severityRank(finding.severity.level)
const clampRank = (rank: number): number => Math.min(SEVERITIES.length - 1, Math.max(0, rank))
