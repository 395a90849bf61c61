import type { Finding } from '../finding/finding.ts'
import { cweSimilarity } from '../cwe/similarity.ts'
import { assign } from './assign.ts'
import { type Candidates, candidatesOf } from './candidates.ts'
import { ACCEPT, type CweScore, gapBetween, matchable, type Matchable, pairScore, typeScore } from './pair-score.ts'

/** Two findings that name the same flaw. */
export interface Pair {
  readonly a: Finding
  readonly b: Finding
  readonly score: number
}

/** One side reported as one what the other side reported as several: `whole` covers `part`, whose own pair is elsewhere. */
export interface MergedFlaw {
  readonly side: 'a' | 'b'
  readonly whole: Finding
  readonly part: Finding
  readonly score: number
}

/** Which findings of two reports are the same flaw. */
export interface Matching {
  readonly pairs: readonly Pair[]
  /** `side` says which report had the one finding for several. */
  readonly merged: readonly MergedFlaw[]
  readonly onlyA: readonly Finding[]
  readonly onlyB: readonly Finding[]
}

/** How findings of two reports are matched. */
export interface MatchOptions {
  /** Paths of `a` that have another name in `b`. */
  readonly renames?: ReadonlyMap<string, string>
  /** How near two CWE ids are. @default `cweSimilarity` */
  readonly cweScore?: CweScore
}

/** Types nearer than this may be one flaw told as several. */
const SAME_TYPE = 0.75

/** Pairs up two lists of findings, file by file. The order of neither list matters. */
export function matchFindings(a: readonly Finding[], b: readonly Finding[], options: MatchOptions = {}): Matching {
  const cweScore = options.cweScore ?? cweSimilarity
  const left = Map.groupBy(canonical(a.map((finding) => matchable(finding, options.renames))), ({ path }) => path)
  const right = Map.groupBy(canonical(b.map((finding) => matchable(finding))), ({ path }) => path)
  const pairs: Pair[] = []
  const merged: MergedFlaw[] = []
  const onlyA: Finding[] = []
  const onlyB: Finding[] = []
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const [mine, theirs] = [left.get(path) ?? [], right.get(path) ?? []]
    const equal = equalOnes(mine, theirs)
    const takenA = new Set(equal.map(([row]) => row))
    const takenB = new Set(equal.map(([, column]) => column))
    for (const [row, column] of equal)
      pairs.push({ a: (mine[row] as Matchable).finding, b: (theirs[column] as Matchable).finding, score: 1 })
    const [restA, restB] = [without(mine, takenA), without(theirs, takenB)]
    const [rowsOf, columnsOf] = [candidatesOf(restB, restA), candidatesOf(restA, restB)]
    const score = (row: number, column: number): number =>
      pairScore(restA[row] as Matchable, restB[column] as Matchable, cweScore)
    const tie = (row: number, column: number): number => pairTie(restA[row] as Matchable, restB[column] as Matchable)
    const assigned = assign(
      restA.length,
      restB.length,
      score,
      ACCEPT,
      tie,
      bothWays(restA.length, columnsOf, restB.length, rowsOf),
    )
    const pairedA = new Set([...takenA].map((row) => mine[row] as Matchable))
    const pairedB = new Set([...takenB].map((column) => theirs[column] as Matchable))
    for (const { row, column, score: value } of assigned) {
      const [one, other] = [restA[row] as Matchable, restB[column] as Matchable]
      pairedA.add(one)
      pairedB.add(other)
      pairs.push({ a: one.finding, b: other.finding, score: value })
    }
    tellRest(restA, pairedA, [...pairedB], cweScore, 'b', merged, onlyA)
    tellRest(restB, pairedB, [...pairedA], cweScore, 'a', merged, onlyB)
  }
  return { pairs, merged, onlyA, onlyB }
}

/** What both sides told in the same words of the same place is paired at once: nothing could pair better. */
function equalOnes(mine: readonly Matchable[], theirs: readonly Matchable[]): (readonly [row: number, column: number])[] {
  const waiting = Map.groupBy(theirs.keys(), (column) => theirs[column]?.order ?? '')
  const taken = new Map<string, number>()
  return [...mine.entries()].flatMap(([row, { order }]) => {
    const turn = taken.get(order) ?? 0
    const column = waiting.get(order)?.[turn]
    if (column === undefined) return []
    taken.set(order, turn + 1)
    return [[row, column] as const]
  })
}

const without = (list: readonly Matchable[], taken: ReadonlySet<number>): readonly Matchable[] =>
  list.filter((_, index) => !taken.has(index))

/** The candidates of either side, so that which side is which changes nothing. */
function bothWays(rows: number, columnsOf: Candidates, columns: number, rowsOf: Candidates): Candidates {
  const found = Array.from({ length: rows }, (_, row) => new Set(columnsOf(row)))
  for (let column = 0; column < columns; column++) for (const row of rowsOf(column)) found[row]?.add(column)
  return (row) => [...(found[row] ?? [])].toSorted((a, b) => a - b)
}

/** What is not paired is a part of what the other side told as one, or only one side's. */
function tellRest(
  rest: readonly Matchable[],
  paired: ReadonlySet<Matchable>,
  others: readonly Matchable[],
  cweScore: CweScore,
  side: 'a' | 'b',
  merged: MergedFlaw[],
  only: Finding[],
): void {
  const left = rest.filter((one) => !paired.has(one))
  const near = candidatesOf(left, others)
  for (const [index, one] of left.entries()) {
    const whole = covers(
      one,
      near(index).map((at) => others[at] as Matchable),
      cweScore,
    )
    if (whole) merged.push({ side, whole: whole.finding, part: one.finding, score: whole.score })
    else only.push(one.finding)
  }
}

/** Lines between a part and the finding that tells it too; two flaws of one family stand three lines apart often enough. */
const COVERED_LINES = 2

/** The matched finding of the other side that already tells this one's flaw, if there is one. */
function covers(part: Matchable, others: readonly Matchable[], cweScore: CweScore): { finding: Finding; score: number } | null {
  let best: { finding: Finding; score: number } | null = null
  for (const other of others) {
    const score = pairScore(part, other, cweScore)
    if (score < ACCEPT || score <= (best?.score ?? 0) || gapBetween(part, other) > COVERED_LINES) continue
    if (typeScore(part, other, cweScore) >= SAME_TYPE) best = { finding: other.finding, score }
  }
  return best
}

/** An order that depends on the findings alone, so that ties fall the same way however a list was sorted. */
const canonical = (findings: readonly Matchable[]): Matchable[] =>
  findings.toSorted((x, y) => (x.order < y.order ? -1 : x.order > y.order ? 1 : 0))

/** The same number for a pair whichever side is which, so that `compare(a, b)` and `compare(b, a)` choose the same of equal pairs. */
const pairTie = (a: Matchable, b: Matchable): number => (Math.imul(a.hash ^ b.hash, 0x9e3779b1) >>> 0) / 2 ** 32
