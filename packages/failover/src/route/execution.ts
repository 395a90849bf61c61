import type { AttemptRecord, ModelCall, ModelFailure } from '@understudy/spec'
import type { RouteListener } from '../events/event-bus.ts'
import type { RouteEventBody, SkipCode } from '../events/events.ts'
import type { Engine } from './engine.ts'
import { orderTargets } from './order.ts'
import type { Target } from './target.ts'

/** Everything one execution has learned so far. */
export interface Execution {
  readonly id: string
  readonly engine: Engine
  /** Targets in the order of this execution. */
  readonly order: readonly Target[]
  readonly startedAt: number
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  readonly listener: RouteListener | undefined
  readonly subject: Readonly<Record<string, string>>
  readonly attempts: AttemptRecord[]
  /** The last reason each target was passed over. */
  readonly skipped: Map<Target, { readonly code: SkipCode; readonly why: string }>
  readonly tried: Set<Target>
  readonly refusedVendors: Set<string>
  /** Only targets with a larger window than this may still do. */
  tooSmallTokens: number
  call: ModelCall
  lastFailure: ModelFailure | null
  lastTarget: Target | null
}

export interface ExecutionStart {
  readonly call: ModelCall
  readonly executionId?: string | undefined
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: RouteListener | undefined
  readonly subject?: Readonly<Record<string, string>> | undefined
}

export function beginExecution(engine: Engine, start: ExecutionStart): Execution {
  const now = engine.runtime.now()
  return {
    id: start.executionId ?? executionId(engine.runtime.random),
    engine,
    order: orderTargets(engine.targets, engine.runtime.random),
    startedAt: now,
    deadline: now + start.deadlineMs,
    signal: start.signal,
    listener: start.onEvent,
    subject: start.subject ?? {},
    attempts: [],
    skipped: new Map(),
    tried: new Set(),
    refusedVendors: new Set(),
    tooSmallTokens: 0,
    call: start.call,
    lastFailure: null,
    lastTarget: null,
  }
}

export function tell(execution: Execution, body: RouteEventBody): void {
  execution.engine.bus.emit(body, execution.id, execution.listener)
}

/** Model calls that count against the budget: a degraded target is local and free. */
export function countedAttempts(execution: Execution): number {
  const free = new Set(execution.order.filter((target) => target.degraded).map((target) => target.id))
  return execution.attempts.filter((attempt) => !free.has(attempt.target)).length
}

function executionId(random: () => number): string {
  const part = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return `x-${part()}${part()}`
}
