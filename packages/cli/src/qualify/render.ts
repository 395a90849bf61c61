import { encodeTerminalLine } from '@understudy/findings'
import type { Figure } from '@understudy/findings/compare'
import type { LabelRecall, Profile } from '@understudy/findings/qualify'
import { FAMILIES, type Family } from '@understudy/spec'
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
  return `${renderTable(terminal, columns, rows)}${renderFamilies(terminal, profiles)}`
}

const FEWEST_LABELS = 3

/** Recall by family, model beside model: flaws that most runs found, of all that are labelled, and the interval of the share. */
function renderFamilies(terminal: Terminal, profiles: readonly Profile[]): string {
  const ofFamily = (profile: Profile, family: Family): readonly LabelRecall[] =>
    Object.values(profile.byLabel).filter((label) => label.family === family && label.runs > 0)
  const rows = FAMILIES.filter((family) => profiles.some((profile) => ofFamily(profile, family).length >= FEWEST_LABELS)).map(
    (family): readonly Cell[] => [
      { text: family },
      ...profiles.map((profile): Cell => {
        const labels = ofFamily(profile, family)
        const found = labels.filter((label) => 2 * label.found > label.runs).length
        const figure = profile.recallByFamily[family]
        const range =
          figure?.known && figure.interval ? ` (${figure.interval.low.toFixed(2)}–${figure.interval.high.toFixed(2)})` : ''
        return { text: `${found} of ${labels.length}${range}` }
      }),
    ],
  )
  if (rows.length === 0) return ''
  const names = profiles.map(({ servedModel }) => ({ title: encodeTerminalLine(servedModel) }))
  return `\n${renderTable(terminal, [{ title: 'found, by family' }, ...names], rows)}`
}
