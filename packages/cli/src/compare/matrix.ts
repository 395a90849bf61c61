import type { Report } from '@understudy/findings'
import { compare, type Comparison, type Figure } from '@understudy/findings/compare'
import { seededRandom } from '@understudy/spec/virtual'
import type { AgreementCell, AgreementMatrix } from '../report/agreement.ts'

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

function shiftText(shift: Figure): string {
  return shift.known
    ? `${shift.value >= 0 ? '+' : ''}${shift.value.toFixed(2)} levels (n = ${shift.n})`
    : `insufficient data (n = ${shift.n} of ${shift.needed})`
}

function cellOf({ agreement: { f1 }, severity }: Comparison): AgreementCell {
  const severityShift = shiftText(severity.shift)
  if (!f1.known) return { value: null, low: null, high: null, files: f1.n, severityShift }
  return { value: f1.value, low: f1.interval?.low ?? null, high: f1.interval?.high ?? null, files: f1.n, severityShift }
}

/** Agreement of every pair of runs, for the heat map. Two runs by the same models keep apart by a number. */
export function agreementOf(reports: readonly Report[]): AgreementMatrix {
  const names = reports.map(labelOf)
  return {
    labels: names.map((name, index) => (names.indexOf(name) === index ? name : `${name} #${index + 1}`)),
    cells: reports.map((a) => reports.map((b) => cellOf(compareReports(a, b)))),
  }
}
