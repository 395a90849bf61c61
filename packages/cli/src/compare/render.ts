import { encodeTerminalLine } from '@understudy/findings'
import type { Comparison, Figure } from '@understudy/findings/compare'
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

/** Two runs next to each other: how far they agree, and what became of each flaw. */
export function renderComparison(terminal: Terminal, comparison: Comparison, labels: readonly [string, string]): string {
  const { agreement, cells, severity, files, flaws } = comparison
  const [a, b] = labels.map(encodeTerminalLine)
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
  const states = ['new', 'reopened', 'persisting', 'resolved', 'unknown'] as const
  const tally = states.map((state) => `${flaws.filter((flaw) => flaw.state === state).length} ${state}`).join(', ')
  const news = flaws.filter(({ state }) => state === 'new' || state === 'reopened' || state === 'resolved')
  const rows = news.map(({ state, finding }) => [
    { text: state, tone: state === 'resolved' ? ('good' as const) : ('warning' as const) },
    { text: finding.severity.level, tone: severityTone(finding.severity.level) },
    { text: encodeTerminalLine(`${finding.locations[0].path}:${finding.locations[0].startLine}`) },
    { text: encodeTerminalLine(finding.title) },
  ])
  return [
    `A  ${a}`,
    `B  ${b}`,
    ...wrap(`Compared on ${count(files.length, 'file')} that both read whole.`, terminal.columns),
    '',
    figures,
    '',
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
