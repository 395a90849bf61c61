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
 * @param tie 0 to 1, decides between assignments of equal sums; without it the order of rows and columns does
 */
export function assign(
  rows: number,
  columns: number,
  score: (row: number, column: number) => number,
  accept: number,
  tie: (row: number, column: number) => number = () => 0,
): Assigned[] {
  const candidates: Assigned[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
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
    while (parent.get(top) !== undefined && parent.get(top) !== top) top = parent.get(top) as number
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

function assignGroup(group: readonly Assigned[], tie: (row: number, column: number) => number): Assigned[] {
  if (group.length === 1) return [...group]
  const rows = [...new Set(group.map(({ row }) => row))]
  const columns = [...new Set(group.map(({ column }) => column))]
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
