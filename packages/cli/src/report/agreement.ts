import { type AgreementCell, type AgreementMatrix, cellText, share, shiftText } from './agreement-matrix.ts'
import { type Markup, markup } from './markup.ts'
import { inPage, type Picture } from './picture.ts'
import { shiftPicture } from './severity-shift.ts'
import { tableOf } from './table.ts'

const CELL = 96
const LABEL = 268
const TOP = 30

/** Below this many files an agreement is an anecdote, and is drawn dashed. */
const ENOUGH_FILES = 10

function drawCell(cell: AgreementCell, row: number, column: number, names: readonly string[]): Markup {
  const [x, y] = [LABEL + column * CELL, TOP + row * CELL]
  const place = markup`x="${x}" y="${y}" width="${CELL}" height="${CELL}"`
  if (row === column) return markup`<rect class="heat self" ${place} />`
  const step = cell.value === null ? 'none' : Math.min(9, Math.floor(cell.value * 10))
  const few = cell.files < ENOUGH_FILES
  return markup`<g
    ><title>${names[row] ?? ''} and ${names[column] ?? ''}: ${cellText(cell)}</title>
    <rect class="heat h${step}" ${place} />
    ${few ? markup`<rect class="few" x="${x + 4}" y="${y + 4}" width="${CELL - 8}" height="${CELL - 8}" />` : null}
    <text class="heat-value on${step}" x="${x + CELL / 2}" y="${y + 44}" text-anchor="middle">${share(cell.value)}</text>
    <text class="heat-note on${step}" x="${x + CELL / 2}" y="${y + 62}" text-anchor="middle"
      >${cell.low === null ? '' : `${share(cell.low)}–${share(cell.high)}`}</text
    >
    <text class="heat-note on${step}" x="${x + CELL / 2}" y="${y + 78}" text-anchor="middle">n = ${cell.files}</text></g
  >`
}

/** Letters name the columns: whole names beside each other do not fit. */
const letter = (index: number): string => String.fromCharCode(65 + (index % 26))

function drawLabels(label: string, index: number): Markup {
  const middle = index * CELL + CELL / 2
  const shown = label.length > 32 ? `${label.slice(0, 31)}…` : label
  return markup`<text class="lane" x="${LABEL - 34}" y="${TOP + middle + 4}" text-anchor="end">${shown}<title>${label}</title></text>
<text class="name" x="${LABEL - 12}" y="${TOP + middle + 4}" text-anchor="end">${letter(index)}</text>
<text class="name" x="${LABEL + middle}" y="${TOP - 10}" text-anchor="middle">${letter(index)}</text>`
}

function drawLegend(): Markup {
  const steps = Array.from({ length: 10 }, (_, step) => step)
  return markup`<text class="note" x="0" y="0">F1: 0</text>${steps.map((step) => markup`<rect class="heat h${step}" x="${40 + step * 16}" y="-11" width="16" height="13" />`)}<text class="note" x="206" y="0">1</text><rect class="few" x="236" y="-11" width="16" height="13" /><text class="note" x="260" y="0">fewer than ${ENOUGH_FILES} files: too few to tell</text>`
}

/** The agreement heat map. */
export function agreementPicture({ labels, cells }: AgreementMatrix): Picture {
  const side = labels.length * CELL
  return {
    name: 'agreement',
    width: Math.max(480, LABEL + side + 2),
    height: TOP + side + 2,
    title: 'Agreement of findings between targets, F1 with 95 % interval and number of files',
    description: labels
      .flatMap((a, row) =>
        labels.slice(row + 1).map((b, offset) => {
          const cell = cells[row]?.[row + 1 + offset]
          return `${a} and ${b}: ${cell ? cellText(cell) : 'not compared'}`
        }),
      )
      .join('; '),
    defs: markup``,
    body: markup`${labels.map((label, index) => drawLabels(label, index))}
    ${cells.map((row, rowIndex) => row.map((cell, column) => drawCell(cell, rowIndex, column, labels)))}`,
    legend: drawLegend(),
  }
}

/** Which targets agree, with n and intervals, and how differently they weigh the same flaws. */
export function agreementSection(matrix: AgreementMatrix): Markup {
  const picture = agreementPicture(matrix)
  const rows = matrix.labels.flatMap((a, row) =>
    matrix.labels.slice(row + 1).map((b, offset) => {
      const cell = matrix.cells[row]?.[row + 1 + offset]
      return [a, b, cell ? cellText(cell) : '–', cell ? shiftText(cell.shift) : '–']
    }),
  )
  const columns = ['Target', 'and', 'F1', 'The second rates the same flaws'].map((title) => ({ title }))
  return markup`<section aria-labelledby="agreement">
    <h2 id="agreement">Agreement</h2>
    <p>F1 of the findings on files that both read whole: 1 means the same findings, 0 none in common.</p>
    <figure class="scroll" tabindex="0" role="region" aria-label="Agreement heat map">
      ${inPage(picture)}<svg class="legend" viewBox="0 -16 ${picture.width} 24" width="${picture.width}" height="24" aria-hidden="true">${picture.legend}</svg>
    </figure>
    <h3 id="shift">Severity shift</h3>
    <p>How much higher the second of two rates flaws that both found, in levels from info to critical.</p>
    <figure class="scroll" tabindex="0" role="region" aria-label="Severity shift">${inPage(shiftPicture(matrix))}</figure>
    ${tableOf('Agreement by pair', columns, rows)}
  </section>`
}
