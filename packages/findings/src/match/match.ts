import type { Finding } from '../finding/finding.ts'
import { cweSimilarity } from '../cwe/similarity.ts'
import { assign } from './assign.ts'
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
    const score = (row: number, column: number): number =>
      pairScore(mine[row] as Matchable, theirs[column] as Matchable, cweScore)
    const tie = (row: number, column: number): number => pairTie(mine[row] as Matchable, theirs[column] as Matchable)
    const assigned = assign(mine.length, theirs.length, score, ACCEPT, tie)
    const takenA = new Set(assigned.map(({ row }) => row))
    const takenB = new Set(assigned.map(({ column }) => column))
    for (const { row, column, score: value } of assigned)
      pairs.push({ a: (mine[row] as Matchable).finding, b: (theirs[column] as Matchable).finding, score: value })
    for (const [row, rest] of mine.entries()) {
      if (takenA.has(row)) continue
      const whole = covers(rest, theirs, takenB, cweScore)
      if (whole) merged.push({ side: 'b', whole: whole.finding, part: rest.finding, score: whole.score })
      else onlyA.push(rest.finding)
    }
    for (const [column, rest] of theirs.entries()) {
      if (takenB.has(column)) continue
      const whole = covers(rest, mine, takenA, cweScore)
      if (whole) merged.push({ side: 'a', whole: whole.finding, part: rest.finding, score: whole.score })
      else onlyB.push(rest.finding)
    }
  }
  return { pairs, merged, onlyA, onlyB }
}

/** Lines between a part and the finding that tells it too; two flaws of one family stand three lines apart often enough. */
const COVERED_LINES = 2

/** The matched finding of the other side that already tells this one's flaw, if there is one. */
function covers(
  part: Matchable,
  others: readonly Matchable[],
  taken: ReadonlySet<number>,
  cweScore: CweScore,
): { finding: Finding; score: number } | null {
  let best: { finding: Finding; score: number } | null = null
  for (const index of taken) {
    const other = others[index] as Matchable
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
