import { cut } from '../terminal/text.ts'
import { type AgreementMatrix, shiftText } from './agreement-matrix.ts'
import { type Markup, markup } from './markup.ts'
import type { Picture } from './picture.ts'

const WIDTH = 960
const LABEL = 420
const ROW = 30
const TOP = 8
const AXIS = 26
/** Levels to each side; severities have five, and real models differ by less than half of one. */
const RANGE = 2

const x = (levels: number): number => {
  const clamped = Math.max(-RANGE, Math.min(RANGE, levels))
  return Math.round((LABEL + ((clamped + RANGE) / (2 * RANGE)) * (WIDTH - LABEL - 30)) * 10) / 10
}

function drawPair(name: string, shift: AgreementMatrix['cells'][number][number]['shift'], row: number): Markup {
  const y = TOP + row * ROW + ROW / 2
  const mark =
    shift.value === null
      ? markup`<text class="note" x="${x(0)}" y="${y + 4}" text-anchor="middle">nothing can be said (n = ${shift.n})</text>`
      : markup`${shift.low === null || shift.high === null ? null : markup`<line class="whisker" x1="${x(shift.low)}" x2="${x(shift.high)}" y1="${y}" y2="${y}" />`}<circle class="dot" cx="${x(shift.value)}" cy="${y}" r="5" />`
  return markup`<g><title>${name}: ${shiftText(shift)}</title><text class="lane" x="${LABEL - 14}" y="${y + 4}" text-anchor="end">${cut(name, 58)}</text>${mark}</g>`
}

/** A row a pair: by how many levels the second rates the same flaws higher, with its 95 % interval. */
export function shiftPicture({ labels, cells }: AgreementMatrix): Picture {
  const pairs = labels.flatMap((a, row) =>
    labels.slice(row + 1).flatMap((b, offset) => {
      const cell = cells[row]?.[row + 1 + offset]
      return cell ? [{ name: `${a} → ${b}`, shift: cell.shift }] : []
    }),
  )
  const bottom = TOP + pairs.length * ROW
  const ticks = [-2, -1, 0, 1, 2]
  return {
    name: 'shift',
    width: WIDTH,
    height: bottom + AXIS,
    title: 'Severity shift between targets, in levels with 95 % interval',
    description: pairs.map(({ name, shift }) => `${name}: ${shiftText(shift)}`).join('; '),
    defs: markup``,
    body: markup`<g class="axis">${ticks.map(
      (tick) =>
        markup`<line class="${tick === 0 ? 'zero' : ''}" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${bottom + 4}" /><text class="note" x="${x(tick)}" y="${bottom + AXIS - 6}" text-anchor="middle">${tick === 0 ? 'same' : tick > 0 ? `+${tick}` : `−${-tick}`}</text>`,
    )}</g>${pairs.map(({ name, shift }, row) => drawPair(name, shift, row))}`,
    legend: markup``,
  }
}
