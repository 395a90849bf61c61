import { nonInferiority } from '@understudy/findings/compare'
import { type FileFigures, testProfiles } from '@understudy/findings/qualify'
import { seededRandom } from '@understudy/spec/virtual'
import { beta, binomial, negativeBinomial, poisson, type Random } from './random.ts'

/** Flawed files as a primary and a substitute see them over some runs. */
export interface PairWorld {
  readonly name: string
  /** Share of flawed files with one flaw; the others have two or more. */
  readonly one: number
  readonly runs: number
  readonly falseAlarms: number
  /** How alike files are in how easy their flaws are; Infinity: all alike. */
  readonly alike: number
}

export const PAIR_WORLDS: readonly PairWorld[] = [
  { name: 'one flaw, one run', one: 1, runs: 1, falseAlarms: 0.1, alike: 3 },
  { name: 'one flaw, three runs', one: 1, runs: 3, falseAlarms: 0.2, alike: 1.5 },
  { name: 'mixed, three runs', one: 0.7, runs: 3, falseAlarms: 0.3, alike: 2 },
  { name: 'mixed, one run', one: 0.6, runs: 1, falseAlarms: 0.3, alike: 2 },
  { name: 'no false alarms', one: 0.8, runs: 1, falseAlarms: 0, alike: 50 },
  { name: 'files alike', one: 0.9, runs: 1, falseAlarms: 0.1, alike: Number.POSITIVE_INFINITY },
]

/** A primary finds a flaw with chance `first`, a substitute with `second`, on average over files. */
function drawPair(world: PairWorld, first: number, second: number, random: Random): readonly [FileFigures, FileFigures] {
  const flaws = random() < world.one ? 1 : 2 + negativeBinomial(3, 0.6, random)
  const easy = Number.isFinite(world.alike) ? beta(world.alike * first, world.alike * (1 - first), random) : first
  const figures = (chance: number): FileFigures => {
    let [recall, f1] = [0, 0]
    for (let run = 0; run < world.runs; run++) {
      const found = binomial(flaws, chance, random)
      recall += found / flaws / world.runs
      f1 += (2 * found) / (2 * found + poisson(world.falseAlarms, random) + (flaws - found)) / world.runs
    }
    return { recall, f1 }
  }
  return [figures(easy), figures((easy * second) / first)]
}

type Measure = 'recall' | 'f1'

function meanDifference(world: PairWorld, first: number, second: number, measure: Measure): number {
  const random = seededRandom(3)
  let sum = 0
  const files = 40_000
  for (let file = 0; file < files; file++) {
    const [a, b] = drawPair(world, first, second, random)
    sum += ((b[measure] ?? 0) - (a[measure] ?? 0)) / files
  }
  return sum
}

/** What a substitute finds that is exactly δ = .10 worse. */
function border(world: PairWorld, first: number, measure: Measure): number {
  let [low, high] = [0, first]
  for (let step = 0; step < 18; step++) {
    const middle = (low + high) / 2
    if (meanDifference(world, first, middle, measure) < -0.1) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Share of trials in which a substitute that is exactly δ worse is called equivalent or better. */
export function typeOneError(world: PairWorld, first: number, measure: Measure, files: number, rounds: number): number {
  const second = border(world, first, measure)
  const random = seededRandom(files + 17)
  let wrong = 0
  for (let round = 0; round < rounds; round++) {
    const pairs = Array.from({ length: files }, () => drawPair(world, first, second, random))
    const { verdict } = nonInferiority(
      pairs.map(([a]) => a[measure]),
      pairs.map(([, b]) => b[measure]),
    )
    if (verdict === 'equivalent' || verdict === 'better') wrong++
  }
  return wrong / rounds
}

/** Verdicts on two profiles over `files` flawed and as many clean files, as shares of trials. */
export function verdicts(
  world: PairWorld,
  [first, second]: readonly [number, number],
  files: number,
  rounds: number,
): Readonly<Record<'equivalent' | 'better' | 'worse' | 'unknown', number>> {
  const random = seededRandom(files + 29)
  const shares = { equivalent: 0, better: 0, worse: 0, unknown: 0 }
  for (let round = 0; round < rounds; round++) {
    const sides: [Record<string, FileFigures>, Record<string, FileFigures>] = [{}, {}]
    for (let file = 0; file < files; file++) {
      const pair = drawPair(world, first, second, random)
      const quiet = (): FileFigures => ({ recall: null, f1: 1 - binomial(world.runs, 0.05, random) / world.runs })
      for (const [side, byFile] of sides.entries()) {
        byFile[`flawed-${file}`] = pair[side] as FileFigures
        byFile[`clean-${file}`] = quiet()
      }
    }
    shares[testProfiles({ byFile: sides[0] }, { byFile: sides[1] }, 0.1).verdict] += 1 / rounds
  }
  return shares
}
