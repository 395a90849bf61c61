import type { Lane } from '../timeline/model.ts'

/** What one cell of a lane shows. Later words win where several fall on one cell: a failure must never be hidden. */
export const MARKS = [
  'idle',
  'paused',
  'resting',
  'barred',
  'trying',
  'served',
  'cancelled',
  'rejected',
  'refused',
  'failed',
] as const
export type Mark = (typeof MARKS)[number]

const OF_BAND = { bar: 'barred', circuit: 'resting', pause: 'paused' } as const

/** The marks of one lane, one per column. Pure, so that the picture can be tested without a terminal. */
export function laneMarks(lane: Lane, lengthMs: number, columns: number): Mark[] {
  const marks: Mark[] = Array.from({ length: columns }, () => 'idle')
  const column = (ms: number): number => Math.min(columns - 1, Math.floor((ms / lengthMs) * columns))
  const put = (fromMs: number, toMs: number, mark: Mark): void => {
    for (let at = column(fromMs); at <= column(toMs); at++)
      if (MARKS.indexOf(mark) > MARKS.indexOf(marks[at] ?? 'idle')) marks[at] = mark
  }
  for (const bar of lane.bars) put(bar.fromMs, bar.toMs, OF_BAND[bar.kind])
  for (const { fromMs, toMs, outcome } of lane.attempts) {
    put(fromMs, toMs, 'trying')
    put(outcome === 'served' ? fromMs : toMs, toMs, outcome)
  }
  return marks
}
