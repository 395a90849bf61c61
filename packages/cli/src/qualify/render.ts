import { encodeTerminalLine } from '@understudy/findings'
import type { Figure } from '@understudy/findings/compare'
import type { Profile } from '@understudy/findings/qualify'
import { type Cell, renderTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** A figure with its interval and sample, or that the sample is too small. */
function figureCell(figure: Figure): Cell {
  if (!figure.known) return { text: `? (n = ${figure.n} of ${figure.needed})`, tone: 'warning' }
  const { value, interval, n } = figure
  return { text: `${value.toFixed(2)}${interval ? ` (${interval.low.toFixed(2)}–${interval.high.toFixed(2)})` : ''}, n = ${n}` }
}

/** One row a served model: what its findings are worth, and how far it agrees with itself. */
export function renderProfiles(terminal: Terminal, profiles: readonly Profile[]): string {
  const rows = profiles.map((profile) => [
    { text: encodeTerminalLine(profile.servedModel), tone: 'strong' as const },
    figureCell(profile.recall),
    figureCell(profile.precision),
    figureCell(profile.repeatability.f1),
    { text: profile.costPerFileUsd === null ? 'not known' : `$${profile.costPerFileUsd.toFixed(4)}` },
  ])
  const columns = ['served model', 'recall', 'precision', 'agrees with itself', 'cost a file'].map((title) => ({
    title,
    flexible: title === 'served model',
  }))
  return renderTable(terminal, columns, rows)
}
