import type { Report } from '@understudy/findings'
import type { ReviewEvent } from '@understudy/sdk'
import { z } from 'zod'
import { type CircuitBand, type Timeline, timelineOf } from './model.ts'

/** Where the command keeps what attempts do not tell, in a report's `extensions`. */
const EXTENSION = 'understudy/circuits'

type CircuitEvent = Extract<ReviewEvent, { readonly type: 'circuit-opened' | 'circuit-half-opened' | 'circuit-closed' }>

const SUBJECTS = ['target', 'quality', 'endpoint', 'credential', 'policy'] as const

const bandsSchema = z.array(
  z.object({
    target: z.string(),
    circuit: z.enum(SUBJECTS).default('target'),
    kind: z.literal('circuit'),
    fromMs: z.number(),
    toMs: z.number(),
    reason: z.string(),
  }),
)

type RecordedBand = z.output<typeof bandsSchema>[number]

/** What a circuit guards, in words. Circuits of more than one target go by a key, vendor first. */
export function circuitName({ circuit, target }: Pick<CircuitEvent, 'circuit' | 'target'>): string {
  const [vendor = '', second = '', third = ''] = target.split('|')
  if (circuit === 'policy') return `${vendor}/${second} for ${third}`
  if (circuit === 'endpoint') return `${vendor}’s endpoint`
  return circuit === 'credential' ? `${vendor}’s credential` : target
}

/** Whether a circuit keeps a target from being asked. */
function guards({ circuit, target: key }: RecordedBand, target: string): boolean {
  const [vendor = '', model = ''] = key.split('|')
  if (circuit === 'policy') return target === `${vendor}/${model}`
  if (circuit === 'endpoint' || circuit === 'credential') return target.startsWith(`${vendor}/`)
  return key === target
}

export interface CircuitRecorder {
  readonly record: (event: ReviewEvent) => void
  /** The report with the bands in it, or as it was when no circuit opened. */
  addTo(report: Report): Report
}

/** Collects when circuits were open, which no attempt can tell: an open circuit is one that is not asked. */
export function circuitRecorder(): CircuitRecorder {
  const bands: RecordedBand[] = []
  const open = new Map<string, Pick<RecordedBand, 'target' | 'circuit' | 'fromMs' | 'reason'>>()
  let origin: number | undefined
  const close = (key: string, toMs: number): void => {
    const begun = open.get(key)
    if (begun) bands.push({ kind: 'circuit', toMs, ...begun })
    open.delete(key)
  }
  return {
    record(event) {
      origin ??= event.wallTime
      const atMs = event.wallTime - origin
      if (event.type === 'circuit-opened') {
        const { target, circuit, why } = event
        open.set(`${circuit} ${target}`, { target, circuit, fromMs: atMs, reason: why })
      } else if (event.type === 'circuit-half-opened' || event.type === 'circuit-closed')
        close(`${event.circuit} ${event.target}`, atMs)
    },
    addTo(report) {
      for (const key of open.keys()) close(key, report.durationMs)
      return bands.length === 0 ? report : { ...report, extensions: { ...report.extensions, [EXTENSION]: bands } }
    },
  }
}

/** The timeline of a report, with the circuits where the report has them. A report of another program has none. */
export function timelineOfReport(report: Report): Timeline {
  const recorded = bandsSchema.safeParse(report.extensions[EXTENSION])
  const targets = [...new Set(report.attempts.map(({ target }) => target))]
  const bands = (recorded.success ? recorded.data : []).flatMap((band) =>
    targets
      .filter((target) => guards(band, target))
      .map((target): CircuitBand => ({ target, kind: 'circuit', fromMs: band.fromMs, toMs: band.toMs, reason: band.reason })),
  )
  return timelineOf(report.attempts, report.startedAt, report.durationMs, bands)
}
