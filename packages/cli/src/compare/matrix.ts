import type { Report } from '@understudy/findings'
import { compare, type Comparison, type Figure } from '@understudy/findings/compare'
import { seededRandom } from '@understudy/spec/virtual'
import type { AgreementCell, AgreementMatrix, Measured } from '../report/agreement-matrix.ts'

/** Same figures for the same reports, whoever asks. */
const SEED = 1

/** Compares two runs over the same code. */
export function compareReports(a: Report, b: Report): Comparison {
  return compare(a, b, { random: seededRandom(SEED) })
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

/** Agreement of every pair of runs, for the heat map. Two runs by the same models keep apart by a number. */
export function agreementOf(reports: readonly Report[]): AgreementMatrix {
  const names = reports.map(labelOf)
  return {
    labels: names.map((name, index) => (names.indexOf(name) === index ? name : `${name} #${index + 1}`)),
    cells: reports.map((a) => reports.map((b) => cellOf(compareReports(a, b)))),
  }
}
