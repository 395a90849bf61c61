import type { Terminal, Tone } from './terminal.ts'
import { cut, cutStart, pad, widthOf } from './text.ts'

/** One cell of a table: plain text that the caller has encoded, and its colour. */
export interface Cell {
  readonly text: string
  /** @default 'plain' */
  readonly tone?: Tone
}

/** One column of a table. */
export interface Column {
  readonly title: string
  /** @default 'left' */
  readonly align?: 'left' | 'right'
  /** Gives up its width first when the terminal is narrow. @default false */
  readonly flexible?: boolean
  /** What is given up when it does not fit: of a path, the end says most. @default 'end' */
  readonly cut?: 'end' | 'start'
}

const GAP = '  '
const LEAST_FLEXIBLE = 12

/** Widths that fit: flexible columns share what the others leave over. */
function fitWidths(natural: readonly number[], columns: readonly Column[], available: number): number[] {
  const total = natural.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1)
  const excess = total - available
  const flexible = columns.flatMap((column, index) => (column.flexible ? [index] : []))
  if (excess <= 0 || flexible.length === 0) return [...natural]
  const widths = [...natural]
  let room = flexible.reduce((sum, index) => sum + (natural[index] ?? 0), 0) - excess
  // Narrow columns first: what they do not need is there for the wide ones.
  const narrowFirst = flexible.toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0))
  narrowFirst.forEach((index, place) => {
    const share = Math.floor(room / (narrowFirst.length - place))
    const width = Math.min(natural[index] ?? 0, Math.max(LEAST_FLEXIBLE, share))
    widths[index] = width
    room -= width
  })
  return widths
}

/** A table without a frame, as wide as the terminal at most. Cells must already be safe to print. */
export function renderTable(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const natural = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...rows.map((row) => widthOf(row[index]?.text ?? ''))),
  )
  const widths = fitWidths(natural, columns, terminal.columns)
  const draw = (cells: readonly Cell[]): string =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0
        const { text, tone = 'plain' } = cells[index] ?? { text: '' }
        const ellipsis = terminal.unicode ? '…' : '...'
        const fitted = column.cut === 'start' ? cutStart(text, width, ellipsis) : cut(text, width, ellipsis)
        return terminal.paint(tone, pad(fitted, width, column.align === 'right' ? 'start' : 'end'))
      })
      .join(GAP)
      .trimEnd()
  const header = draw(columns.map(({ title }) => ({ text: title, tone: 'dim' })))
  return [header, ...rows.map(draw)].join('\n')
}
