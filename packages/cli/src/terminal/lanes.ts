import { encodeTerminalLine } from '@understudy/findings'
import type { Lane, Timeline } from '../timeline/model.ts'
import { ticksOf, tickText } from '../timeline/ticks.ts'
import { laneSummary } from '../timeline/words.ts'
import { laneMarks, type Mark, MARKS } from './lane-marks.ts'
import { moveLines } from './moves.ts'
import { symbol } from './symbols.ts'
import type { Terminal, Tone } from './terminal.ts'
import { cut, duration, pad, widthOf } from './text.ts'

const LONGEST_LABEL = 36
/** Narrower than this, names and numbers go above their lane. */
const NARROW = 64
/** From here on there is room for what failed. */
const WIDE = 100
/** Columns between two marks of the axis, at least. */
const TICK_COLUMNS = 8

function lookOf(terminal: Terminal, mark: Mark): readonly [Tone, string] {
  const looks: Readonly<Record<Mark, readonly [Tone, string]>> = {
    idle: ['dim', terminal.unicode ? '·' : ' '],
    paused: ['dim', symbol(terminal, 'pause')],
    resting: ['warning', symbol(terminal, 'rest')],
    barred: ['bad', symbol(terminal, 'bar')],
    trying: ['warning', symbol(terminal, 'line')],
    served: ['good', symbol(terminal, 'work')],
    cancelled: ['dim', symbol(terminal, 'waiting')],
    rejected: ['warning', symbol(terminal, 'rejected')],
    refused: ['warning', symbol(terminal, 'refused')],
    failed: ['bad', symbol(terminal, 'failed')],
  }
  return looks[mark]
}

/** Draws runs of equal marks in one go, so that a wide lane does not cost an escape sequence a column. */
function drawMarks(terminal: Terminal, marks: readonly Mark[]): string {
  let drawn = ''
  for (let from = 0, to = 0; from < marks.length; from = to) {
    while (to < marks.length && marks[to] === marks[from]) to++
    const [tone, sign] = lookOf(terminal, marks[from] ?? 'idle')
    drawn += terminal.paint(tone, sign.repeat(to - from))
  }
  return drawn
}

/** How many served, and where there is room what the others came to. */
function summary(lane: Lane, wide: boolean): string {
  if (!wide) return laneSummary(lane)
  const tally = new Map<string, number>()
  for (const { outcome, record } of lane.attempts) {
    if (outcome === 'served') continue
    const word = record.failure?.kind ?? outcome
    tally.set(word, (tally.get(word) ?? 0) + 1)
  }
  return [laneSummary(lane), ...[...tally].map(([word, times]) => `${times.toLocaleString('en-US')} ${word}`)].join(', ')
}

/** Round times under the lanes, and the end; one that would run into its neighbour is left out. */
function axis(lengthMs: number, columns: number): string {
  const end = duration(lengthMs)
  const room = columns - widthOf(end) - 1
  let line = ''
  for (const ms of ticksOf(lengthMs, Math.max(1, Math.floor(columns / TICK_COLUMNS)))) {
    const at = Math.floor((ms / lengthMs) * columns)
    const text = tickText(ms)
    if (at >= line.length && at + text.length < room) line = `${pad(line, at)}${text} `
  }
  return `${pad(line, columns - widthOf(end))}${end}`
}

const WORDS: Readonly<Partial<Record<Mark, string>>> = {
  paused: 'asked to wait',
  resting: 'circuit open',
  barred: 'out of use',
  cancelled: 'cancelled',
  rejected: 'answer not accepted',
  refused: 'refused',
  failed: 'failed',
}

/** What the signs mean, of those that occur and do not speak for themselves. */
function legend(terminal: Terminal, marks: ReadonlySet<Mark>): readonly string[] {
  const keys = MARKS.filter((mark) => marks.has(mark) && WORDS[mark] !== undefined).map((mark) => {
    const [tone, sign] = lookOf(terminal, mark)
    return `${terminal.paint(tone, sign)} ${WORDS[mark]}`
  })
  const lines: string[] = []
  for (const key of keys) {
    const longer = `${lines.at(-1)}  ${key}`
    if (lines.length > 0 && widthOf(longer) <= terminal.columns) lines[lines.length - 1] = longer
    else lines.push(key)
  }
  return lines
}

/** A lane per target: when it worked, where it failed, from when on it was out of use, and where its work went. */
export function renderLanes(terminal: Terminal, timeline: Timeline): string {
  const narrow = terminal.columns < NARROW
  const notes = timeline.lanes.map((lane) => summary(lane, narrow || terminal.columns >= WIDE))
  const label = narrow ? 0 : Math.min(LONGEST_LABEL, Math.max(...timeline.lanes.map(({ target }) => widthOf(target)), 0))
  const note = narrow ? 0 : Math.min(Math.floor(terminal.columns / 3), Math.max(...notes.map(widthOf), 0))
  const columns = narrow ? terminal.columns : Math.max(10, terminal.columns - label - note - 4)
  const marks = timeline.lanes.map((lane) => laneMarks(lane, timeline.lengthMs, columns))
  const lines = timeline.lanes.flatMap((lane, index) => {
    const cells = drawMarks(terminal, marks[index] ?? [])
    const name = encodeTerminalLine(lane.target)
    const words = notes[index] ?? ''
    if (narrow) return [cut(name, columns), terminal.paint('dim', cut(words, columns)), cells]
    return [`${pad(cut(name, label), label)}  ${cells}  ${terminal.paint('dim', cut(words, note))}`]
  })
  const indent = narrow ? '' : ' '.repeat(label + 2)
  return [
    ...lines,
    terminal.paint('dim', `${indent}${axis(timeline.lengthMs, columns)}`),
    ...legend(terminal, new Set(marks.flat())),
    ...moveLines(terminal, timeline),
  ].join('\n')
}
