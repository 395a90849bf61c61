import { munkres } from 'munkres'

/** An accepted pair of a row and a column. */
export interface Assigned {
  readonly row: number
  readonly column: number
  readonly score: number
}

/** Dearer than any number of real pairs, so that an accepted pair is never given up for a better-looking rest. */
const FORBIDDEN = 1_000

/** Far below any real difference of two scores, far above what sums of floating-point numbers lose. */
const TIE = 1e-6

/**
 * The optimal one-to-one assignment of rows to columns: as many accepted pairs as possible, then the highest sum of scores.
 * Works on each connected group by itself, since most findings have one or two candidates and the algorithm is cubic.
 *
 * @param columnsOf the columns that a row may be assigned to; all of them by default
 * @param tie 0 to 1, decides between assignments of equal sums; without it the order of rows and columns does
 */
export function assign(
  rows: number,
  columns: number,
  score: (row: number, column: number) => number,
  accept: number,
  tie: (row: number, column: number) => number = () => 0,
  columnsOf: (row: number) => readonly number[] = () => Array.from({ length: columns }, (_, column) => column),
): Assigned[] {
  const candidates: Assigned[] = []
  for (let row = 0; row < rows; row++)
    for (const column of columnsOf(row)) {
      const value = score(row, column)
      if (value >= accept) candidates.push({ row, column, score: value })
    }
  return groups(candidates, rows).flatMap((group) => assignGroup(group, tie))
}

/** Candidates that share a row or a column belong together. */
function groups(candidates: readonly Assigned[], rows: number): Assigned[][] {
  const parent = new Map<number, number>()
  const root = (node: number): number => {
    let top = node
    for (let above = parent.get(top); above !== undefined && above !== top; above = parent.get(top)) {
      // Shortens the way for the next one: chains of thousands would cost their square.
      parent.set(top, parent.get(above) ?? above)
      top = above
    }
    return top
  }
  for (const { row, column } of candidates) {
    const [first, second] = [root(row), root(rows + column)]
    parent.set(first, first)
    parent.set(second, first)
  }
  const byRoot = Map.groupBy(candidates, ({ row }) => root(row))
  return [...byRoot.values()]
}

/** A group of more cells is assigned greedily: the algorithm is cubic, and a log may hold thousands of results of one line. */
const MOST_CELLS = 40_000

/** The best pairs first, each row and column once. */
function greedy(group: readonly Assigned[], tie: (row: number, column: number) => number): Assigned[] {
  const worth = new Map(group.map((pair) => [pair, pair.score + TIE * tie(pair.row, pair.column)]))
  const taken = { rows: new Set<number>(), columns: new Set<number>() }
  return group
    .toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0))
    .filter(({ row, column }) => {
      if (taken.rows.has(row) || taken.columns.has(column)) return false
      taken.rows.add(row)
      taken.columns.add(column)
      return true
    })
}

function assignGroup(group: readonly Assigned[], tie: (row: number, column: number) => number): Assigned[] {
  if (group.length === 1) return [...group]
  const rows = [...new Set(group.map(({ row }) => row))]
  const columns = [...new Set(group.map(({ column }) => column))]
  if (rows.length * columns.length > MOST_CELLS) return greedy(group, tie)
  const costs = rows.map(() => columns.map(() => FORBIDDEN))
  const rowAt = new Map(rows.map((row, index) => [row, index]))
  const columnAt = new Map(columns.map((column, index) => [column, index]))
  const scores = new Map<number, number>()
  for (const { row, column, score } of group) {
    const [i, j] = [rowAt.get(row) as number, columnAt.get(column) as number]
    ;(costs[i] as number[])[j] = 1 - score - TIE * tie(row, column)
    scores.set(i * columns.length + j, score)
  }
  return munkres(costs).flatMap(([i, j]) => {
    const score = scores.get(i * columns.length + j)
    return score === undefined ? [] : [{ row: rows[i] as number, column: columns[j] as number, score }]
  })
}
