import type { AttemptRecord, FailureKind } from '@understudy/spec'
import type { RouteEvent } from '@understudy/failover'

/** One request as the vendor saw it. A process has a number of its own after each restart. */
export interface SeenRequest {
  readonly process: number
  readonly target: string
  readonly residency: string
  readonly at: number
  endedAt: number | null
  /** What the vendor answered, in the words of the failure table. */
  answer: FailureKind | 'served' | null
  retryAfterMs: number | null
  /** True when a bar of the store covered the target when the request was sent. */
  readonly barred: boolean
  readonly marked: boolean
  /** How the vendor behaved when it was sent. */
  readonly mode: string
}

export interface SeenResult {
  readonly process: number
  readonly executionId: string
  readonly startedAt: number
  readonly deadlineMs: number
  readonly endedAt: number
  readonly aborted: boolean
  readonly outcome:
    | { readonly ok: true; readonly target: string; readonly servedAsRequested: boolean }
    | { readonly ok: false; readonly code: string; readonly text: string; readonly kind: string | null }
  readonly attempts: readonly AttemptRecord[]
}

/** One canned call that carries no code. */
export interface SeenProbe {
  readonly target: string
  readonly at: number
  readonly good: boolean
}

/** Everything that happened in a simulated hour, seen from outside the engine. */
export interface History {
  readonly requests: SeenRequest[]
  readonly probes: SeenProbe[]
  readonly results: SeenResult[]
  /** In order, with the process that told. */
  readonly events: { readonly process: number; readonly event: RouteEvent }[]
  /** Calls begun, so that a lost one shows. */
  begun: number
  /** Times at which timers were left after everything was closed. */
  leftTimers: readonly number[]
  /** Target circuits that were not closed at the end, by process, with what should have closed them. */
  readonly unhealed: string[]
  closesBegun: number
  readonly closings: { readonly process: number; readonly beganAt: number; readonly endedAt: number }[]
}

export function emptyHistory(): History {
  return {
    requests: [],
    probes: [],
    results: [],
    events: [],
    begun: 0,
    leftTimers: [],
    unhealed: [],
    closesBegun: 0,
    closings: [],
  }
}
