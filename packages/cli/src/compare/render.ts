import { encodeTerminalLine, secretMask } from '@understudy/findings'
import type { Comparison, Figure } from '@understudy/findings/compare'
import type { RepeatedRow, ToldFlaw } from './repeated.ts'
import { severityTone } from '../terminal/severity.ts'
import { type Cell, renderTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { count, wrap } from '../terminal/text.ts'

function figureCells(name: string, meaning: string, figure: Figure): readonly Cell[] {
  const value = figure.known ? figure.value.toFixed(2) : 'insufficient data'
  const interval =
    figure.known && figure.interval ? `${figure.interval.low.toFixed(2)} to ${figure.interval.high.toFixed(2)}` : '–'
  const n = figure.known ? String(figure.n) : `${figure.n} of ${figure.needed}`
  return [
    { text: name, tone: 'strong' },
    { text: value, tone: figure.known ? 'accent' : 'warning' },
    { text: interval },
    { text: n },
    { text: meaning, tone: 'dim' },
  ]
}

/** What a comparison shows beside its figures. */
export interface ComparisonView {
  readonly labels: readonly [string, string]
  readonly flaws: readonly ToldFlaw[]
  readonly repeated: readonly RepeatedRow[]
}

const share = ({ of, repeated }: { readonly of: number; readonly repeated: number }): string => `${repeated} of ${of}`

function repeatedTable(terminal: Terminal, rows: readonly RepeatedRow[]): string {
  const self = rows.some(({ itself }) => itself !== undefined)
  return renderTable(
    terminal,
    [
      { title: 'findings of A' },
      { title: 'B repeats', align: 'right' },
      ...(self ? [{ title: 'A repeats', align: 'right' as const }] : []),
    ],
    rows.map((row) => [
      { text: row.name },
      { text: share(row), tone: row.repeated < row.of ? ('warning' as const) : ('good' as const) },
      ...(self ? [{ text: row.itself ? share(row.itself) : '–' }] : []),
    ]),
  )
}

/** Two runs next to each other: how far they agree, what B repeats of A, and what became of each flaw. */
export function renderComparison(terminal: Terminal, comparison: Comparison, view: ComparisonView): string {
  const { agreement, cells, severity, files } = comparison
  const { flaws, repeated } = view
  const [a, b] = view.labels.map(encodeTerminalLine)
  const figures = renderTable(
    terminal,
    [
      { title: 'figure' },
      { title: 'value', align: 'right' },
      { title: '95 % interval' },
      { title: 'n', align: 'right' },
      { title: 'meaning', flexible: true },
    ],
    [
      figureCells('F1', 'the same findings, of all findings', agreement.f1),
      figureCells('precision', 'of B, found by A too', agreement.precision),
      figureCells('recall', 'of A, found again by B', agreement.recall),
      figureCells('kappa', 'beyond chance, over families in files', cells.kappa),
      figureCells('severity', 'how much higher B rates, in levels', severity.shift),
    ],
  )
  const states = ['new', 'reopened', 'persisting', 'resolved', 'no longer reported', 'unknown'] as const
  const tally = states.map((state) => `${flaws.filter((flaw) => flaw.state === state).length} ${state}`).join(', ')
  const news = flaws.filter(
    ({ state }) => state === 'new' || state === 'reopened' || state === 'resolved' || state === 'no longer reported',
  )
  const mask = secretMask(news.map(({ finding }) => finding))
  const rows = news.map(({ state, finding }) => [
    { text: state, tone: state === 'resolved' ? ('good' as const) : ('warning' as const) },
    { text: finding.severity.level, tone: severityTone(finding.severity.level) },
    { text: encodeTerminalLine(`${finding.locations[0].path}:${finding.locations[0].startLine}`) },
    { text: encodeTerminalLine(mask.finding(finding).title) },
  ])
  return [
    `A  ${a}`,
    `B  ${b}`,
    ...wrap(`Compared on ${count(files.length, 'file')} that both read whole.`, terminal.columns),
    '',
    figures,
    '',
    ...(repeated.length > 0 ? [repeatedTable(terminal, repeated), ''] : []),
    `From A to B: ${tally}.`,
    ...(rows.length > 0
      ? [
          '',
          renderTable(
            terminal,
            [{ title: 'state' }, { title: 'severity' }, { title: 'where', flexible: true }, { title: 'what', flexible: true }],
            rows,
          ),
        ]
      : []),
  ].join('\n')
}
