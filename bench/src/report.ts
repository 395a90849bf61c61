import type { BenchRow } from './row.ts'

const figure = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toPrecision(3))))

/** The table of `docs/performance.md`. */
export function performanceTable(rows: readonly BenchRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(['what', 'value', 'against', 'ratio', 'target', 'met']),
    line(['---', '--:', '--:', '--:', '---', '---']),
    ...rows.map(({ name, unit, value, against, ratio, spread, target, met }) =>
      line([
        name,
        `${figure(value)} ${unit}`,
        against === undefined ? '' : `${figure(against)} ${unit}`,
        spread === undefined ? figure(ratio) : `${figure(ratio)} (${spread.map(figure).join(' to ')})`,
        target,
        target === 'for comparison' ? '' : met ? 'yes' : '**no**',
      ]),
    ),
  ].join('\n')
}
