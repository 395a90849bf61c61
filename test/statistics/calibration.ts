import { type Finding } from '@understudy/findings'
import { calibrateSeverity, learnSeverityScale, type Pair } from '@understudy/findings/compare'
import { SEVERITIES } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import type { Random } from './random.ts'

/** How one model's levels stand to another's. */
export interface ScaleWorld {
  readonly name: string
  /** Chance that the model is one level above, and one below the baseline's. */
  readonly above: number
  readonly below: number
  /** Chance that what the baseline calls medium is high to the model, beyond that. */
  readonly mediumIsHigh: number
}

export const SCALE_WORLDS: readonly ScaleWorld[] = [
  { name: 'mostly equal', above: 0.1, below: 0.08, mediumIsHigh: 0 },
  { name: 'a fifth of a level up', above: 0.25, below: 0.05, mediumIsHigh: 0 },
  { name: 'a fifth of a level down', above: 0.04, below: 0.24, mediumIsHigh: 0 },
  { name: 'medium is mostly high', above: 0.1, below: 0.05, mediumIsHigh: 0.7 },
  { name: 'nearly a level up', above: 0.8, below: 0, mediumIsHigh: 0 },
]

let serial = 0
/** Only what calibration reads of a finding. */
const at = (rank: number): Finding => {
  const v1 = ((serial = (serial + 0x9e37_79b1) % 0x1_0000_0000) >>> 0).toString(16).padStart(8, '0')
  return { severity: { level: SEVERITIES[rank] }, fingerprint: { v1 } } as Finding
}

function draw(world: ScaleWorld, random: Random): Pair {
  const theirs = [1, 2, 2, 2, 3, 3, 3, 4][Math.floor(random() * 8)] ?? 2
  const chance = random()
  const step = chance < world.above ? 1 : chance < world.above + world.below ? -1 : 0
  const ours = theirs === 2 && random() < world.mediumIsHigh ? 3 : Math.min(4, Math.max(0, theirs + step))
  return { a: at(theirs), b: at(ours), score: 1 }
}

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity.level)

export interface Calibrated {
  /** Share of trials in which levels were moved at all. */
  readonly moved: number
  /** Share of trials with moves in which fresh pairs agreed less than unmoved ones, exactly, or about high and critical. */
  readonly lessExact: number
  readonly gateWorse: number
  /** Mean shift that is left on fresh pairs where levels were moved. */
  readonly shiftLeft: number
}

/** Learns on half of the pairs and looks at the other half. */
export function calibrated(world: ScaleWorld, pairs: number, rounds: number): Calibrated {
  const random = seededRandom(pairs)
  const sums = { moved: 0, lessExact: 0, gateWorse: 0, shiftLeft: 0 }
  for (let round = 0; round < rounds; round++) {
    const learned = Array.from({ length: pairs }, () => draw(world, random))
    const fresh = Array.from({ length: 2_000 }, () => draw(world, random))
    const scale = learnSeverityScale(learned, { servedModel: 'b', baseline: 'a' })
    if (!scale?.moves) continue
    const share = (of: (a: number, b: number) => boolean, read: (finding: Finding) => Finding): number =>
      fresh.filter(({ a, b }) => of(rank(a), rank(read(b)))).length / fresh.length
    const moved = (finding: Finding): Finding => calibrateSeverity(finding, scale)
    const same = (finding: Finding): Finding => finding
    const exact = (a: number, b: number): boolean => a === b
    const gate = (a: number, b: number): boolean => a >= 3 === b >= 3
    sums.moved++
    if (share(exact, moved) < share(exact, same)) sums.lessExact++
    if (share(gate, moved) < share(gate, same)) sums.gateWorse++
    sums.shiftLeft += Math.abs(fresh.reduce((sum, { a, b }) => sum + rank(moved(b)) - rank(a), 0) / fresh.length)
  }
  const of = (sum: number): number => (sums.moved === 0 ? 0 : sum / sums.moved)
  return {
    moved: sums.moved / rounds,
    lessExact: of(sums.lessExact),
    gateWorse: of(sums.gateWorse),
    shiftLeft: of(sums.shiftLeft),
  }
}
