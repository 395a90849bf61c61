import type { HealthStore, Route } from '@understudy/failover'
import type { AttemptRecord, Runtime } from '@understudy/spec'
import type { CheckpointScope } from '../checkpoint/checkpoint.ts'
import type { FileResult } from '../coverage/file-result.ts'
import type { Memory } from '../drift/memory.ts'
import type { ObservedCall } from '../drift/observations.ts'
import type { ComparabilityChoice } from '../report/comparability.ts'
import type { CallSettings } from '../tasks/review/call.ts'
import type { ReviewKind } from '../tasks/review/kind.ts'
import type { ReviewEvent } from './events.ts'
import type { ShadowRuns } from '../shadow/shadow-runs.ts'
import type { Gate } from './gate.ts'

/** Everything that the parts of one review share. */
export interface ReviewRun {
  readonly runtime: Runtime
  readonly route: Route
  /** The models without those that were asked already; null when none is left. */
  readonly routeWithout: (ids: readonly string[]) => Route | null
  /** How many models review each file. */
  readonly opinions: number
  /** Whose code it is, for policies that ask. */
  readonly subject: Readonly<Record<string, string>>
  readonly kind: ReviewKind
  readonly settings: CallSettings
  readonly plantCanary: boolean
  /** Aborted by the caller or by the review's deadline. */
  readonly signal: AbortSignal
  /** On the runtime's clock; null when the review has no deadline of its own. */
  readonly deadline: number | null
  /** Most that one call may take with all its attempts. */
  readonly callDeadlineMs: number
  readonly gate: Gate
  /** Where finished files are remembered; null when they are not. */
  readonly checkpoints: { readonly store: HealthStore; readonly scope: CheckpointScope } | null
  /** Tells the caller of this review and every subscriber. */
  readonly emit: (event: ReviewEvent) => void
  /** Tells the caller alone: subscribers hear the route by themselves. */
  readonly tellCaller: (event: ReviewEvent) => void
  /** All attempts of the review, in the order they ended. */
  readonly attempts: AttemptRecord[]
  /** What was left out or put right, for the report. */
  readonly notes: string[]
  /** What each model said of each file, before opinions are merged. */
  readonly seen: FileResult[]
  /** All calls of the review, for whoever watches its models. */
  readonly calls: ObservedCall[]
  readonly comparability: ComparabilityChoice | null
  /** Whether models are watched for behaving otherwise than they used to. */
  readonly watchDrift: boolean
  /** Where a sample of the work is offered for comparison; null when nothing is sampled. */
  readonly shadow: ShadowRuns | null
  /** What outlives a review: states of tests, and what shadow runs told. */
  readonly memory: Memory
  /** Short name of the review; executions are numbered under it. */
  readonly id: string
  executions: number
  /** Calls that ended with an answer, so far. */
  answered: number
}
