import type { AttemptProgress, FailureKind, FailureScope, Usage } from '@understudy/spec'

/** Members of every event. */
interface EventBase {
  /** `runtime.now()`: monotonic milliseconds. */
  readonly at: number
  /** Epoch milliseconds. */
  readonly wallTime: number
  /** Absent for what happens outside any execution. */
  readonly executionId?: string
}

/** Which circuit an event is about: one target's health or quality, or what several targets share. */
export type CircuitSubject = 'target' | 'quality' | 'endpoint' | 'credential' | 'policy'

/** Why a target was not asked. `throttled`, `saturated` and `extra-attempts` pass by themselves. */
export type SkipCode =
  | 'barred'
  | 'suspect'
  | 'policy'
  | 'task'
  | 'circuit'
  | 'refusing'
  | 'throttled'
  | 'first-call'
  | 'saturated'
  | 'extra-attempts'
  | 'spending'
  | 'not-installed'
  | 'unavailable'
  | 'too-small'
  | 'same-vendor'
  | 'tried'
  | 'attempts'

/** Everything a route tells, by `type`. Holds no prompt, code, reply text, header or key. */
export type RouteEventBody =
  | { readonly type: 'execution-started'; readonly task: string }
  | { readonly type: 'target-skipped'; readonly target: string; readonly why: string; readonly code: SkipCode }
  | { readonly type: 'attempt-started'; readonly number: number; readonly target: string; readonly why: string }
  | {
      readonly type: 'attempt-progress'
      readonly number: number
      readonly target: string
      readonly mark: AttemptProgress['mark']
    }
  | {
      readonly type: 'attempt-succeeded'
      readonly number: number
      readonly target: string
      readonly servedModel: string
      readonly durationMs: number
      readonly usage: Usage
    }
  | {
      readonly type: 'attempt-failed'
      readonly number: number
      readonly target: string
      readonly kind: FailureKind
      readonly scope: FailureScope
      readonly sentence: string
      readonly durationMs: number
    }
  | { readonly type: 'rerouted'; readonly from: string; readonly to: string; readonly why: string }
  | {
      readonly type: 'circuit-opened'
      readonly target: string
      readonly circuit: CircuitSubject
      readonly cooldownMs: number
      readonly why: string
    }
  | { readonly type: 'circuit-half-opened'; readonly target: string; readonly circuit: CircuitSubject }
  | { readonly type: 'circuit-closed'; readonly target: string; readonly circuit: CircuitSubject; readonly why: string }
  /** Its circuit is closed, but calls prefer another target that is well until a probe or a single call found out. */
  | { readonly type: 'target-suspected'; readonly target: string; readonly why: string }
  | { readonly type: 'target-cleared'; readonly target: string; readonly why: string }
  | {
      readonly type: 'target-barred'
      readonly target: string
      readonly by: 'verdict' | 'operator' | 'notice'
      readonly reason: string
      readonly sentence: string
    }
  /** A notice that holds, but would bar the last permitted target of this task, so that it waits for an operator's yes. */
  | { readonly type: 'notice-held'; readonly notice: string; readonly task: string; readonly sentence: string }
  /** A canned call, which carries no code, was sent to a barred target. */
  | { readonly type: 'target-probed'; readonly target: string; readonly why: string; readonly nextProbeAt?: number }
  | { readonly type: 'target-reinstated'; readonly target: string; readonly by: string; readonly why: string }
  | {
      readonly type: 'retirement-announced'
      readonly target: string
      readonly stage: string
      readonly retiresAt?: string
      readonly daysLeft?: number
    }
  | { readonly type: 'record-failed'; readonly what: 'store' | 'journal'; readonly sentence: string }
  | { readonly type: 'execution-succeeded'; readonly target: string; readonly attempts: number }
  | { readonly type: 'execution-failed'; readonly code: string; readonly attempts: number }

/**
 * One thing that happened on a route.
 *
 * Always, per execution: `execution-started` comes first and exactly one of `execution-succeeded` and `execution-failed` comes
 * last; every `attempt-started` is followed by exactly one `attempt-succeeded` or `attempt-failed` with its number, and no
 * `attempt-progress` of that number comes after it.
 */
export type RouteEvent = EventBase & RouteEventBody
