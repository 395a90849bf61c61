import type { Report } from '@understudy/findings'
import { count, duration } from '../terminal/text.ts'
import { timelineOfReport } from '../timeline/circuits.ts'
import type { Timeline } from '../timeline/model.ts'
import { tally } from '../verdict/verdict.ts'
import { agreementPicture } from './agreement.ts'
import type { AgreementMatrix } from './agreement-matrix.ts'
import { standalone } from './picture.ts'
import { timelinePicture } from './timeline-svg.ts'

/** Pictures of a report that can stand alone as SVG. */
export const PICTURES = ['timeline', 'agreement'] as const
/** Name of a picture in `PICTURES`. */
export type PictureName = (typeof PICTURES)[number]

/** What became of the run, in a sentence that names who disappeared. */
function timelineHeading(report: Report, { lanes }: Timeline): string {
  const { wanted, reviewed } = tally(report)
  const covered = `${reviewed} of ${count(wanted, 'file')} reviewed`
  const gone = lanes.flatMap(({ target, bars }) =>
    bars.filter(({ kind }) => kind === 'bar').map(({ reason }) => ({ target, reason })),
  )
  const [first] = gone
  if (!first) return covered
  const name = first.target.slice(first.target.indexOf('/') + 1)
  const others = gone.length > 1 ? ` and ${count(gone.length - 1, 'other')}` : ''
  return `${name}${others} ${first.reason === 'withdrawn' ? 'withdrawn' : `out of use (${first.reason})`} in the middle of a review: ${covered}`
}

/** The outage timeline of a report as an SVG file, light or dark as the reader likes. `remark` is added to its second line. */
export function timelineFile(report: Report, remark?: string): string {
  const timeline = timelineOfReport(report)
  const served = [
    ...new Set(report.attempts.flatMap(({ outcome, servedModel }) => (outcome === 'served' ? (servedModel ?? []) : []))),
  ]
  const note = `${count(report.attempts.length, 'attempt')} in ${duration(report.durationMs)}, ${count(report.findings.length, 'finding')}. Served by ${served.join(', ') || 'nobody'}.`
  return standalone(timelinePicture(timeline), {
    heading: timelineHeading(report, timeline),
    note: remark === undefined ? note : `${note} ${remark}`,
  })
}

/** The agreement heat map of several runs as an SVG file. */
export function agreementFile(matrix: AgreementMatrix): string {
  return standalone(agreementPicture(matrix), {
    heading: 'How far the findings of different models agree',
    note: 'F1 on files that both read whole, with its 95 % interval and the number of files.',
  })
}
