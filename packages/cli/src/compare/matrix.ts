import type { Report } from '@understudy/findings'
import { compare, type Comparison, type Figure } from '@understudy/findings/compare'
import type { Opinion, RunOpinions } from '../report/opinions.ts'
import type { AgreementCell, AgreementMatrix, Measured } from '../report/agreement-matrix.ts'

/** Compares two runs over the same code. */
export function compareReports(a: Report, b: Report): Comparison {
  return compare(a, b)
}

/** Who a report is of: the models that served it, the one with most files first. */
export function labelOf(report: Report): string {
  const files = new Map<string, number>()
  for (const { target } of report.coverage.files) if (target) files.set(target, (files.get(target) ?? 0) + 1)
  return (
    [...files]
      .toSorted((x, y) => y[1] - x[1])
      .map(([target]) => target)
      .join(' + ') || 'nobody'
  )
}

function measured(figure: Figure): Measured {
  if (!figure.known) return { value: null, low: null, high: null }
  return { value: figure.value, low: figure.interval?.low ?? null, high: figure.interval?.high ?? null }
}

function cellOf({ agreement: { f1 }, severity }: Comparison): AgreementCell {
  return { ...measured(f1), files: f1.n, shift: { ...measured(severity.shift), n: severity.shift.n } }
}

/** A label that fits into a picture; two runs by the same models keep apart by a number. */
function shortLabels(reports: readonly Report[]): readonly string[] {
  const names = reports.map((report) => {
    const [first = 'nobody', ...others] = labelOf(report).split(' + ')
    return others.length === 0 ? first : `${first} + ${others.length} more`
  })
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name} #${index + 1}`))
}

/** Agreement of every pair of runs, for the heat map, and what further runs say of the first one's findings. */
export function agreementOf(reports: readonly Report[]): { readonly agreement: AgreementMatrix; readonly opinions: RunOpinions } {
  const labels = shortLabels(reports)
  const comparisons = reports.map((a) => reports.map((b) => compareReports(a, b)))
  const agreement = { labels, cells: comparisons.map((row) => row.map(cellOf)) }
  return { agreement, opinions: opinionsOf((comparisons[0] ?? []).slice(1), labels.slice(1)) }
}

const SAID = { persisting: 'reported', resolved: 'did not report', unknown: 'cannot say' } as const

/** Each comparison is of the first run with a further one, in the order of the labels. */
function opinionsOf(comparisons: readonly Comparison[], labels: readonly string[]): RunOpinions {
  const about = new Map<string, Opinion[]>()
  const missed: RunOpinions['missed'][number][] = []
  comparisons.forEach(({ flaws }, index) => {
    const who = labels[index] ?? ''
    for (const { state, finding, before } of flaws)
      if (before === undefined) missed.push({ finding, who })
      else if (state in SAID)
        about.set(before.id, [...(about.get(before.id) ?? []), { who, said: SAID[state as keyof typeof SAID] }])
  })
  return { about, missed }
}
