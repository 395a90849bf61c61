import { type AgreementFigures, agreementFigures, type FileCounts } from '@understudy/findings/compare'
import { seededRandom } from '@understudy/spec/virtual'
import { beta, binomial, negativeBinomial, poisson, type Random } from './random.ts'

/** Files as two correlated reviewers see them: many without a flaw, some with one, a few with very many. */
export interface FileWorld {
  readonly name: string
  readonly none: number
  readonly one: number
  /** Mean and dispersion of the flaws beyond two in the other files; a small dispersion means a heavy tail. */
  readonly mean: number
  readonly dispersion: number
  /** Both models find a flaw of one file with the same chance, drawn from a beta distribution. */
  readonly found: readonly [number, number]
  readonly falseAlarms: number
}

export const WORLDS: readonly FileWorld[] = [
  { name: 'middling', none: 0.4, one: 0.3, mean: 5, dispersion: 0.8, found: [6, 2], falseAlarms: 0.4 },
  { name: 'agreeing', none: 0.4, one: 0.3, mean: 5, dispersion: 0.8, found: [18, 1.5], falseAlarms: 0.1 },
  { name: 'at odds', none: 0.3, one: 0.3, mean: 6, dispersion: 0.6, found: [2, 2], falseAlarms: 0.5 },
  { name: 'heavy tail', none: 0.5, one: 0.25, mean: 9, dispersion: 0.35, found: [3, 1.2], falseAlarms: 0.3 },
  { name: 'one flaw a file', none: 0.2, one: 0.7, mean: 3, dispersion: 1, found: [5, 2], falseAlarms: 0.3 },
]

function drawFile(world: FileWorld, random: Random): FileCounts {
  const draw = random()
  const many = draw >= world.none + world.one
  const flaws = many ? 2 + negativeBinomial(world.mean, world.dispersion, random) : draw < world.none ? 0 : 1
  const chance = beta(...world.found, random)
  let [inA, inB, both] = [0, 0, 0]
  for (let flaw = 0; flaw < flaws; flaw++) {
    const [a, b] = [random() < chance, random() < chance]
    inA += Number(a)
    inB += Number(b)
    both += Number(a && b)
  }
  const [wrongA, wrongB] = [poisson(world.falseAlarms, random), poisson(world.falseAlarms, random)]
  const shared = binomial(Math.min(wrongA, wrongB), 0.3, random)
  return { path: '', inA: inA + wrongA, inB: inB + wrongB, matchedA: both + shared, matchedB: both + shared }
}

type Name = keyof AgreementFigures
const NAMES: readonly Name[] = ['precision', 'recall', 'f1', 'jaccard']

/** The figures of so many files that chance no longer matters. */
function truth(world: FileWorld): ReadonlyMap<Name, number> {
  const random = seededRandom(7)
  const figures = agreementFigures(Array.from({ length: 200_000 }, () => drawFile(world, random)))
  return new Map(NAMES.map((name) => [name, figures[name].known ? figures[name].value : Number.NaN]))
}

export interface Coverage {
  readonly world: string
  readonly files: number
  /** Lowest and highest share, over the four figures, of stated intervals that hold the truth. */
  readonly lowest: number
  readonly highest: number
  /** Share of samples in which figures were stated at all. */
  readonly stated: number
}

/** How often the stated 95 % intervals hold the truth. */
export function coverage(world: FileWorld, files: number, rounds: number): Coverage {
  const true_ = truth(world)
  const random = seededRandom(files)
  const held = new Map(NAMES.map((name) => [name, { inside: 0, stated: 0 }]))
  for (let round = 0; round < rounds; round++) {
    const figures = agreementFigures(Array.from({ length: files }, () => drawFile(world, random)))
    for (const [name, count] of held) {
      const figure = figures[name]
      const value = true_.get(name) ?? Number.NaN
      if (!figure.known || !figure.interval) continue
      count.stated++
      if (figure.interval.low <= value && value <= figure.interval.high) count.inside++
    }
  }
  const shares = [...held.values()].map(({ inside, stated }) => inside / stated)
  return {
    world: world.name,
    files,
    lowest: Math.min(...shares),
    highest: Math.max(...shares),
    stated: Math.min(...[...held.values()].map(({ stated }) => stated)) / rounds,
  }
}
