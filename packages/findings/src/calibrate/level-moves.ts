import { SEVERITIES } from '@understudy/spec'

/** Ranks of one flaw, from `info` = 0 to `critical` = 4: the baseline's, and the model's. */
export interface RankPair {
  readonly theirs: number
  readonly ours: number
}

/** Where findings of one level go: a share of them (0 to 1) to `otherwise`, the rest to `to`. */
export interface LevelMove {
  readonly to: number
  readonly otherwise: number
  readonly share: number
}

const LEVELS = SEVERITIES.map((_, level) => level)
/** The level that a gate asks for by default. */
const GATE = SEVERITIES.indexOf('high')

/**
 * The moves of levels that agree most with the baseline, exactly, among those that leave no shift on average. As in any such
 * problem with one condition (Lagrange), each level goes where agreement less a price of rank is greatest; the price at which the
 * shift changes its sign is found by halving, and the two solutions on its sides are mixed so that nothing of the shift is left.
 */
export function fitMoves(pairs: readonly RankPair[]): readonly LevelMove[] {
  // One more pair that stays where it is keeps a level that was hardly seen in its place.
  const counts = LEVELS.map((ours) =>
    LEVELS.map(
      (theirs) => pairs.filter((pair) => pair.ours === ours && pair.theirs === theirs).length + (ours === theirs ? 1 : 0),
    ),
  )
  const weights = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const at = (price: number): readonly number[] =>
    LEVELS.map((ours) =>
      LEVELS.reduce((best, level) => {
        const value = (one: number): number => (counts[ours]?.[one] ?? 0) - price * (weights[ours] ?? 0) * one
        return value(level) > value(best) ? level : best
      }),
    )
  const shift = (targets: readonly number[]): number =>
    pairs.reduce((sum, { theirs, ours }) => sum + (targets[ours] ?? ours) - theirs, 0)
  let [low, high] = [-2, 2]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (shift(at(middle)) > 0) low = middle
    else high = middle
  }
  const [above, below] = [at(low), at(high)]
  const [over, under] = [shift(above), shift(below)]
  const share = over === under ? 0 : over / (over - under)
  return LEVELS.map((level) => ({ to: above[level] ?? level, otherwise: below[level] ?? level, share }))
}

/** For each pair what moves change, on average over findings of its level: 1 for an agreement gained, −1 for one lost. */
export function agreementGain(
  moves: readonly LevelMove[],
  pairs: readonly RankPair[],
): readonly { readonly exact: number; readonly gate: number }[] {
  return pairs.map(({ theirs, ours }) => {
    const move = moves[ours] ?? { to: ours, otherwise: ours, share: 0 }
    const moved = (agrees: (rank: number) => boolean): number =>
      (1 - move.share) * Number(agrees(move.to)) + move.share * Number(agrees(move.otherwise)) - Number(agrees(ours))
    return { exact: moved((rank) => rank === theirs), gate: moved((rank) => rank >= GATE === theirs >= GATE) }
  })
}
