import { encodeTerminalLine } from '@understudy/findings'
import type { Lane, Timeline } from '../timeline/model.ts'
import { symbol } from './symbols.ts'
import type { Terminal, Tone } from './terminal.ts'
import { cut, duration, pad, widthOf } from './text.ts'

/** What one cell of a lane shows. Later words win where several fall on one cell: a failure must never be hidden. */
const MARKS = ['idle', 'barred', 'trying', 'served', 'cancelled', 'rejected', 'refused', 'failed'] as const
type Mark = (typeof MARKS)[number]

const LONGEST_LABEL = 36

/** The marks of one lane, one per column. Pure, so that the picture can be tested without a terminal. */
export function laneMarks(lane: Lane, lengthMs: number, columns: number): Mark[] {
  const marks: Mark[] = Array.from({ length: columns }, () => 'idle')
  const column = (ms: number): number => Math.min(columns - 1, Math.floor((ms / lengthMs) * columns))
  const put = (fromMs: number, toMs: number, mark: Mark): void => {
    for (let at = column(fromMs); at <= column(toMs); at++)
      if (MARKS.indexOf(mark) > MARKS.indexOf(marks[at] ?? 'idle')) marks[at] = mark
  }
  for (const bar of lane.bars) put(bar.fromMs, bar.toMs, 'barred')
  for (const { fromMs, toMs, outcome } of lane.attempts) {
    put(fromMs, toMs, 'trying')
    put(outcome === 'served' ? fromMs : toMs, toMs, outcome)
  }
  return marks
}

/** Draws runs of equal marks in one go, so that a wide lane does not cost an escape sequence a column. */
function drawMarks(terminal: Terminal, marks: readonly Mark[]): string {
  const looks: Readonly<Record<Mark, readonly [Tone, string]>> = {
    idle: ['dim', terminal.unicode ? '·' : ' '],
    barred: ['bad', symbol(terminal, 'bar')],
    trying: ['warning', symbol(terminal, 'line')],
    served: ['good', symbol(terminal, 'work')],
    cancelled: ['dim', symbol(terminal, 'waiting')],
    rejected: ['warning', symbol(terminal, 'failed')],
    refused: ['warning', symbol(terminal, 'refused')],
    failed: ['bad', symbol(terminal, 'failed')],
  }
  let drawn = ''
  for (let from = 0, to = 0; from < marks.length; from = to) {
    while (to < marks.length && marks[to] === marks[from]) to++
    const [tone, sign] = looks[marks[from] ?? 'idle']
    drawn += terminal.paint(tone, sign.repeat(to - from))
  }
  return drawn
}

function summary(lane: Lane): string {
  const tally = new Map<string, number>()
  for (const { outcome, record } of lane.attempts) {
    const word = record.failure?.kind ?? outcome
    tally.set(word, (tally.get(word) ?? 0) + 1)
  }
  return [...tally].map(([word, times]) => `${times} ${word}`).join(', ')
}

/** A lane per target: when it worked, where it failed, and from when on it was barred. */
export function renderLanes(terminal: Terminal, timeline: Timeline): string {
  const label = Math.min(LONGEST_LABEL, Math.max(...timeline.lanes.map(({ target }) => widthOf(target)), 0))
  const notes = timeline.lanes.map(summary)
  const note = Math.min(28, Math.max(...notes.map(widthOf), 0))
  const columns = Math.max(10, terminal.columns - label - note - 4)
  const lines = timeline.lanes.map((lane, index) => {
    const cells = drawMarks(terminal, laneMarks(lane, timeline.lengthMs, columns))
    return `${pad(cut(encodeTerminalLine(lane.target), label), label)}  ${cells}  ${terminal.paint('dim', cut(notes[index] ?? '', note))}`
  })
  const end = duration(timeline.lengthMs)
  const axis = `${' '.repeat(label)}  ${pad('0 s', columns - widthOf(end))}${end}`
  return [...lines, terminal.paint('dim', axis)].join('\n')
}
