import type { AttemptRecord, TaskName } from '@understudy/spec'
import type { Finding } from './finding.ts'

/** What a review can come to, from the best to the worst. */
export const REPORT_STATUSES = ['complete', 'partial', 'degraded', 'refused', 'failed'] as const

/**
 * Only `complete` lets an empty list of findings mean clean; everything else is inconclusive.
 * - `complete`: every file was read whole by a model that may be trusted with silence.
 * - `degraded`: every file was read, but some only by an engine whose silence proves nothing.
 * - `partial`: some files were not reviewed.
 * - `refused`: nothing was reviewed, because the vendors would not.
 * - `failed`: nothing was reviewed.
 */
export type ReportStatus = (typeof REPORT_STATUSES)[number]

/** What can become of a file in a review. */
export const DISPOSITIONS = ['reviewed', 'skipped', 'refused', 'truncated', 'failed'] as const

/** What became of a file: one of `DISPOSITIONS`. */
export type Disposition = (typeof DISPOSITIONS)[number]

/** What became of one file. */
export interface FileCoverage {
  readonly path: string
  readonly disposition: Disposition
  /** In words, for everything but `reviewed`. */
  readonly reason?: string
  readonly servedModel?: string
  /** Short id of the target that answered last. */
  readonly target?: string
  /** True when the engine's silence proves nothing. @default false */
  readonly degraded?: boolean
  /**
   * True for a skipped file that the review is not about (binary, generated, excluded by the operator), so that
   * leaving it out does not make the review partial. @default false
   */
  readonly excluded?: boolean
  /** True when the result was taken over from an earlier, interrupted run. @default false */
  readonly resumed?: boolean
  /** True when the same content was reviewed by the same target before, and that result was taken. @default false */
  readonly cached?: boolean
  /** Endpoint that gave a result which was taken over (`resumed` or `cached`). */
  readonly endpoint?: string
  /** Every model that read the file whole, when more than one was asked to; the first is `target`. */
  readonly opinions?: readonly { readonly target: string; readonly servedModel: string }[]
  /** Line ranges that were read, 1-based and inclusive, when not the whole file was. */
  readonly ranges?: readonly (readonly [number, number])[]
}

/** How a model compares with the baseline. `unknown` is never to be read as `equivalent`. */
export type ComparabilityVerdict = 'baseline' | 'equivalent' | 'better' | 'worse' | 'unknown'

/** What is known about one served model next to the baseline. */
export interface ModelComparability {
  readonly servedModel: string
  readonly verdict: ComparabilityVerdict
  /** In words: by what test, from which profile, how old; or why nothing is known. */
  readonly reason: string
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** How far this report's findings may be compared with the baseline's. */
export interface Comparability {
  /** Served model that others are compared with; null when none was named. */
  readonly baseline: string | null
  /** The weakest verdict of `models`. */
  readonly verdict: ComparabilityVerdict
  readonly models: readonly ModelComparability[]
  /** Whether a profile's severity shift was taken out. */
  readonly severityCalibrated: boolean
}

/** The result of a review. Canonical JSON of this is the truth; every other format is a view of it. */
export interface Report {
  readonly schemaVersion: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly task: TaskName
  readonly status: ReportStatus
  readonly coverage: { readonly files: readonly FileCoverage[] }
  readonly findings: readonly Finding[]
  readonly comparability: Comparability
  readonly attempts: readonly AttemptRecord[]
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  /** What was left out or put right on the way, in words and counted: unknown paths, repaired numbers. */
  readonly notes: readonly string[]
  readonly extensions: Readonly<Record<string, unknown>>
}

/** Says nothing about comparability, truthfully: no baseline was named or no profile is known. */
export function unknownComparability(servedModels: readonly string[], reason = 'no profile is known'): Comparability {
  const models = [...new Set(servedModels)].map((servedModel) => ({ servedModel, verdict: 'unknown' as const, reason }))
  return { baseline: null, verdict: 'unknown', models, severityCalibrated: false }
}
