import type { Report } from '@understudy/findings'
import type { ReviewEvent } from '@understudy/sdk'
import { z } from 'zod'
import { type CircuitBand, type Timeline, timelineOf } from './model.ts'

/** Where the command keeps what attempts do not tell, in a report's `extensions`. */
const EXTENSION = 'understudy/circuits'

const bandsSchema = z.array(
  z.object({
    target: z.string(),
    kind: z.literal('circuit'),
    fromMs: z.number(),
    toMs: z.number(),
    reason: z.string(),
  }),
)

export interface CircuitRecorder {
  readonly record: (event: ReviewEvent) => void
  /** The report with the bands in it, or as it was when no circuit opened. */
  addTo(report: Report): Report
}

/** Collects when circuits were open, which no attempt can tell: an open circuit is one that is not asked. */
export function circuitRecorder(): CircuitRecorder {
  const bands: CircuitBand[] = []
  const open = new Map<string, { readonly fromMs: number; readonly reason: string }>()
  let origin: number | undefined
  const close = (target: string, toMs: number): void => {
    const begun = open.get(target)
    if (begun) bands.push({ target, kind: 'circuit', toMs, ...begun })
    open.delete(target)
  }
  return {
    record(event) {
      origin ??= event.wallTime
      const atMs = event.wallTime - origin
      if (event.type === 'circuit-opened') open.set(event.target, { fromMs: atMs, reason: event.why })
      else if (event.type === 'circuit-half-opened' || event.type === 'circuit-closed') close(event.target, atMs)
    },
    addTo(report) {
      for (const target of open.keys()) close(target, report.durationMs)
      return bands.length === 0 ? report : { ...report, extensions: { ...report.extensions, [EXTENSION]: bands } }
    },
  }
}

/** The timeline of a report, with the circuits where the report has them. A report of another program has none. */
export function timelineOfReport(report: Report): Timeline {
  const bands = bandsSchema.safeParse(report.extensions[EXTENSION])
  return timelineOf(report.attempts, report.startedAt, report.durationMs, bands.success ? bands.data : [])
}
