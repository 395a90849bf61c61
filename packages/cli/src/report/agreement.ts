import { type Markup, markup } from './markup.ts'
import { tableOf } from './table.ts'

/** How far two targets' findings on the same files agree. */
export interface AgreementCell {
  /** F1, 0 to 1; null when nothing can be said. */
  readonly value: number | null
  /** 95 % interval. */
  readonly low: number | null
  readonly high: number | null
  /** Files that both read whole. */
  readonly files: number
  /** How much higher the second rates the same flaws, in levels, or why nothing can be said. */
  readonly severityShift: string
}

export interface AgreementMatrix {
  /** One label a row and column, in the same order. */
  readonly labels: readonly string[]
  /** `cells[row][column]`; the diagonal is ignored. */
  readonly cells: readonly (readonly AgreementCell[])[]
}

const CELL = 92
const LABEL = 290
const TOP = 34

/** Below this many files an agreement is an anecdote, and is drawn hatched. */
const ENOUGH_FILES = 10

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

export function cellText({ value, low, high, files }: AgreementCell): string {
  const interval = low === null || high === null ? 'no interval' : `${share(low)} to ${share(high)}`
  return value === null ? `nothing can be said, n = ${files} files` : `${share(value)} (${interval}, n = ${files} files)`
}

function drawCell(cell: AgreementCell, row: number, column: number, names: readonly string[]): Markup {
  const [x, y] = [LABEL + column * CELL, TOP + row * CELL]
  if (row === column) return markup`<rect class="heat self" x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" />`
  const step = cell.value === null ? 'none' : Math.min(9, Math.floor(cell.value * 10))
  const few = cell.files < ENOUGH_FILES
  return markup`<g
    ><title>${names[row] ?? ''} and ${names[column] ?? ''}: ${cellText(cell)}</title>
    <rect class="heat h${step}" x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" />
    ${few ? markup`<rect class="few" x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" />` : null}
    <text class="heat-value h${step}" x="${x + CELL / 2}" y="${y + 40}" text-anchor="middle">${share(cell.value)}</text>
    <text class="heat-note h${step}" x="${x + CELL / 2}" y="${y + 58}" text-anchor="middle"
      >${cell.low === null ? '' : `${share(cell.low)}–${share(cell.high)}`}</text
    >
    <text class="heat-note h${step}" x="${x + CELL / 2}" y="${y + 74}" text-anchor="middle">n = ${cell.files}</text></g
  >`
}

/** Letters name the columns: whole names beside each other do not fit. */
const letter = (index: number): string => String.fromCharCode(65 + (index % 26))

function drawLabels(label: string, index: number): Markup {
  const middle = index * CELL + CELL / 2
  const shown = label.length > 32 ? `${label.slice(0, 31)}…` : label
  return markup`<text class="lane" x="${LABEL - 12}" y="${TOP + middle + 4}" text-anchor="end">${shown}  ${letter(index)}<title>${label}</title></text>
<text class="lane" x="${LABEL + middle}" y="${TOP - 10}" text-anchor="middle">${letter(index)}<title>${label}</title></text>`
}

/** The agreement heat map as a picture of its own. */
export function agreementSvg({ labels, cells }: AgreementMatrix): Markup {
  const side = labels.length * CELL
  return markup`<svg
    class="agreement"
    viewBox="0 0 ${LABEL + side + 4} ${TOP + side + 4}"
    width="${LABEL + side + 4}"
    height="${TOP + side + 4}"
    role="img"
    aria-labelledby="agreement-title"
    xmlns="http://www.w3.org/2000/svg"
  >
    <title id="agreement-title">
      Agreement of findings between targets, F1 with 95 % interval and number of files. The same as a table follows.
    </title>
    <defs>
      <pattern id="few" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="0" y1="0" x2="0" y2="8" />
      </pattern>
    </defs>
    ${labels.map((label, index) => drawLabels(label, index))}
    ${cells.map((row, rowIndex) => row.map((cell, column) => drawCell(cell, rowIndex, column, labels)))}
  </svg>`
}

/** Which targets agree, with n and intervals; hatched where there are too few files to tell. */
export function agreementSection(matrix: AgreementMatrix): Markup {
  const rows = matrix.labels.flatMap((a, row) =>
    matrix.labels.slice(row + 1).map((b, offset) => {
      const cell = matrix.cells[row]?.[row + 1 + offset]
      return [a, b, cell ? cellText(cell) : '–', cell?.severityShift ?? '–']
    }),
  )
  return markup`<section aria-labelledby="agreement">
    <h2 id="agreement">Agreement</h2>
    <p>
      F1 of the findings on files that both read whole: 1 means the same findings. Hatched: fewer than ${ENOUGH_FILES} files, too
      few to tell.
    </p>
    <figure class="scroll" tabindex="0" aria-label="Agreement heat map">${agreementSvg(matrix)}</figure>
    ${tableOf('Agreement by pair', [{ title: 'Target' }, { title: 'and' }, { title: 'F1' }, { title: 'Severity shift' }], rows)}
  </section>`
}
