import type { AttemptRecord, ModelCall, ModelFailure } from '@understudy/spec'
import type { RouteEventBody } from '../events/events.ts'
import type { GateQuestion } from '../policy/ruling.ts'
import type { Subject } from '../policy/pattern.ts'
import type { Engine } from './engine.ts'
import { orderTargets } from './order.ts'
import type { Skip } from './skip.ts'
import type { Target } from './target.ts'
import type { RunOptions } from './types.ts'

/** Everything one execution has learned so far. */
export interface Execution {
  readonly id: string
  readonly engine: Engine
  readonly call: ModelCall
  /** What policy and notices are asked about it. */
  readonly question: GateQuestion
  /** Targets in the order of this execution. */
  readonly order: readonly Target[]
  readonly deadline: number
  readonly options: RunOptions<unknown>
  /** What listens to the caller's signal, where there is one. */
  onAbort: (() => void) | null
  attempts: readonly AttemptRecord[]
  /** The last reason each target was passed over, by its place in `order`. */
  skipped: (Skip | undefined)[] | null
  tried: readonly Target[]
  refusedVendors: readonly string[]
  /** Vendors that turned the request away in words that nobody knows. */
  turnedAwayBy: readonly string[]
  /** Attempts begun, which numbers them. */
  begun: number
  /** Attempts begun on targets that are not degraded: a degraded one is local and free. */
  counted: number
  /** Only targets with a larger window than this may still do. */
  tooSmallTokens: number
  /** Whether it came to trying an open target by force. */
  forced: boolean
  lastFailure: ModelFailure | null
  lastTarget: Target | null
}

export function beginExecution(engine: Engine, call: ModelCall, options: RunOptions<unknown>): Execution {
  const random = (): number => engine.runtime.random()
  const share = (target: Target): number => shareNow(engine, target)
  return {
    id: options.executionId ?? executionId(random),
    engine,
    call,
    question: { task: call.task, subject: options.subject ?? NOBODY },
    order: orderTargets(engine.targets, random, share),
    deadline: engine.runtime.now() + allowedMs({ engine, options }),
    options,
    onAbort: null,
    attempts: NONE,
    skipped: null,
    tried: NONE,
    refusedVendors: NONE,
    turnedAwayBy: NONE,
    begun: 0,
    counted: 0,
    tooSmallTokens: 0,
    forced: false,
    lastFailure: null,
    lastTarget: null,
  }
}

/** A returning target whose circuit is not closed gets its turn: the circuit itself lets one call through and then few. */
function shareNow({ memory, board }: Engine, target: Target): number {
  const share = memory.share(target)
  return share === 1 || (board.peek('target', target)?.state() ?? 'closed') === 'closed' ? share : 1
}

export function tell({ engine, id, options }: Execution, body: RouteEventBody): void {
  engine.bus.emit(body, id, options.onEvent)
}

const NOBODY: Subject = Object.freeze({})
/** Most executions end with their first attempt, so they begin with no lists of their own. */
const NONE: readonly never[] = Object.freeze([])

/** What was attempted so far, by number: hedged attempts may end in another order than they began. */
export function attemptRecords({ attempts }: Execution): readonly AttemptRecord[] {
  return attempts.toSorted((a, b) => a.number - b.number)
}

/** Milliseconds in which an attempt can still be useful; negative when the execution is out of time. */
export function usefulMs(execution: Execution): number {
  const { engine, deadline } = execution
  return deadline - engine.runtime.now() - leastUsefulMs(allowedMs(execution))
}

/** Milliseconds for the whole execution. */
export function allowedMs({ engine, options }: Pick<Execution, 'engine' | 'options'>): number {
  return options.deadlineMs ?? engine.settings.deadlineMs
}

/** Below this an attempt is not begun: 3 s, or a tenth of a short deadline. */
function leastUsefulMs(deadlineMs: number): number {
  return Math.min(3_000, deadlineMs * 0.1)
}

function executionId(random: () => number): string {
  const part = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  // Joined into one piece: a template of this length would be kept as a tree of its parts for as long as the call lives.
  return ['x-', part(), part()].join('')
}
