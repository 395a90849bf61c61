import type { Disposition, ReportStatus } from '@understudy/findings'
import type { RouteEvent } from '@understudy/failover'
import type { Runtime } from '@understudy/spec'
import type { ModelDrift } from '../drift/watch.ts'

interface EventBase {
  /** `runtime.now()`: monotonic milliseconds. */
  readonly at: number
  /** Epoch milliseconds. */
  readonly wallTime: number
  readonly executionId?: string
}

/** What a review tells by itself, beside the events of its route. Holds no code. */
export type ReviewEventBody =
  | { readonly type: 'review-started'; readonly files: number }
  /** One call begins; the events of the route that carry the same `executionId` are about these files. */
  | { readonly type: 'call-started'; readonly paths: readonly string[] }
  | {
      readonly type: 'file-finished'
      readonly path: string
      readonly disposition: Disposition
      readonly reason?: string
      /** How many findings it has. */
      readonly findings: number
      readonly target?: string
      readonly servedModel?: string
      /** True when the result was taken over from an interrupted run, or from a cache. */
      readonly resumed?: boolean
      readonly cached?: boolean
    }
  | { readonly type: 'checkpoint-failed'; readonly path: string; readonly sentence: string }
  /** A model behaves otherwise than it used to: it may have been changed behind its id. The figures are the evidence. */
  | ({ readonly type: 'drift-suspected' } & ModelDrift)
  /** A standby reviewed the same files. Outside any review: only subscribers of the reviewer hear of shadow runs. */
  | {
      readonly type: 'shadow-compared'
      /** Served models. */
      readonly primary: string
      readonly standby: string
      readonly files: number
      /** Findings that both have, and those that only one has. */
      readonly both: number
      readonly onlyPrimary: number
      readonly onlyStandby: number
    }
  | { readonly type: 'shadow-failed'; readonly primary: string; readonly sentence: string }
  | { readonly type: 'review-finished'; readonly status: ReportStatus; readonly findings: number; readonly durationMs: number }

/**
 * One thing that happened. Always, of one review: `review-started` comes first and `review-finished` last, and every file of the input has
 * exactly one `file-finished` between them.
 */
export type ReviewEvent = RouteEvent | (EventBase & ReviewEventBody)

/** Is told every event of a review. What it throws, or rejects with, is dropped. */
export type ReviewListener = (event: ReviewEvent) => void

/** Tells one listener. One that throws, or rejects, never reaches the review. */
export function tell(listener: ReviewListener, event: ReviewEvent): void {
  try {
    const returned: unknown = listener(event)
    if (returned instanceof Promise) returned.catch(() => {})
  } catch {
    // A broken progress display must not cost a review.
  }
}

/** Stamps an event with the time. */
export function stamp(runtime: Pick<Runtime, 'now' | 'wallTime'>, body: ReviewEventBody, executionId?: string): ReviewEvent {
  return { at: runtime.now(), wallTime: runtime.wallTime(), ...(executionId !== undefined && { executionId }), ...body }
}
