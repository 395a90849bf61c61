import type { Readiness } from '@understudy/failover'
import type { Report } from '@understudy/findings'
import { z } from 'zod'

/** Where a report keeps what a loss would have done, in its `extensions`. */
const EXTENSION = 'understudy/readiness'

/** What a loss may come to, the worst last. What is forbidden anyway, no loss makes worse. */
export const OUTCOMES = ['forbidden', 'unaffected', 'covered', 'short', 'degraded', 'unproven', 'lost'] as const

const recordSchema = z.object({
  scenarios: z.array(
    z.object({
      loss: z.object({ kind: z.string(), name: z.string() }),
      continuity: z.array(
        z.object({
          task: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          outcome: z.enum(OUTCOMES),
        }),
      ),
    }),
  ),
  exposed: z.array(z.object({ task: z.string(), losses: z.array(z.string()) })),
  undone: z.array(z.string()).default([]),
  unproven: z.array(z.object({ target: z.string(), why: z.string() })).default([]),
  closed: z.array(z.record(z.string(), z.string())).default([]),
  shares: z.array(z.object({ by: z.string(), largest: z.string(), share: z.number() })).default([]),
})

/** The part of a readiness that a report keeps. */
export type RecordedReadiness = z.output<typeof recordSchema>
type Scenario = RecordedReadiness['scenarios'][number]

/** The worst that a loss would do to any task. */
export function worstOf({ continuity }: Scenario): Pick<Scenario['continuity'][number], 'outcome' | 'after'> {
  const [worst] = continuity.toSorted((a, b) => OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome))
  return worst ?? { outcome: 'unaffected', after: null }
}

/** The report with a readiness in it. */
export function withReadiness(
  report: Report,
  { scenarios, exposed, undone, unproven, closed, concentration }: Readiness,
): Report {
  const shares = concentration.shares.map(({ by, largest, share }) => ({ by, largest, share }))
  const kept = scenarios.map(({ loss, continuity }) => ({
    loss: { kind: loss.kind, name: loss.name },
    continuity: continuity.map(({ task, before, after, outcome }) => ({ task, before, after, outcome })),
  }))
  return {
    ...report,
    extensions: { ...report.extensions, [EXTENSION]: { scenarios: kept, exposed, undone, unproven, closed, shares } },
  }
}

/** The readiness of a report; null where there is none. */
export function readinessOf({ extensions }: Pick<Report, 'extensions'>): RecordedReadiness | null {
  const parsed = recordSchema.safeParse(extensions[EXTENSION])
  return parsed.success ? parsed.data : null
}
