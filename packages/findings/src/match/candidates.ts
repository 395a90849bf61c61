import type { Matchable } from './pair-score.ts'

/** From this many comparisons in one file on, only likely ones are made: two logs may hold tens of thousands of findings of one file. */
const MOST_COMPARISONS = 100_000

/** Findings on either side of a line that are compared with one there, and of one fingerprint or one text. */
const NEAREST = 16
const SAME = 8

/** Which columns a row is compared with. */
export type Candidates = (row: number) => readonly number[]

/** All columns for every row while that is cheap; else the nearest ones, and those with the same fingerprint or the same lines. */
export function candidatesOf(rows: readonly Matchable[], columns: readonly Matchable[]): Candidates {
  if (rows.length * columns.length <= MOST_COMPARISONS) {
    const all = columns.map((_, column) => column)
    return () => all
  }
  const byKey = columns.map((_, column) => column).toSorted((x, y) => keyOf(columns, x) - keyOf(columns, y))
  const same = Map.groupBy(
    columns.flatMap((column, at) => namesOf(column).map((name) => ({ name, at }))),
    ({ name }) => name,
  )
  return (row) => {
    const finding = rows[row] as Matchable
    const place = firstFrom(byKey, finding.key, columns)
    const near = byKey.slice(Math.max(0, place - NEAREST), place + NEAREST)
    const alike = namesOf(finding).flatMap((name) => (same.get(name) ?? []).slice(0, SAME).map(({ at }) => at))
    return [...new Set([...near, ...alike])]
  }
}

const keyOf = (columns: readonly Matchable[], column: number): number => columns[column]?.key ?? 0

const namesOf = ({ finding, anchored }: Matchable): readonly string[] =>
  anchored === '' ? [finding.fingerprint.v1] : [finding.fingerprint.v1, `code:${anchored}`]

/** The first place whose line is at or behind this one, by halving. */
function firstFrom(byKey: readonly number[], key: number, columns: readonly Matchable[]): number {
  let low = 0
  let high = byKey.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keyOf(columns, byKey[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}
