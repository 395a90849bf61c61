import { checkText, checkWord, hasCode, type ModelCall, systemRuntime } from '@understudy/spec'
import { TokenBucket } from '../budget/token-bucket.ts'
import { CircuitBoard } from '../circuit/board.ts'
import type { CircuitChange } from '../circuit/circuit.ts'
import { EventBus } from '../events/event-bus.ts'
import type { CircuitSubject } from '../events/events.ts'
import { memoryStore } from '../store/memory.ts'
import type { Engine } from './engine.ts'
import { beginExecution, type Execution, tell } from './execution.ts'
import { ExecutionError } from './execution-error.ts'
import { RouteMemory } from './memory.ts'
import { execute } from './run.ts'
import { routeSettings } from './settings.ts'
import { statusOf } from './status.ts'
import { routeTargets, type Target } from './target.ts'
import type { Route, RouteOptions, RouteResult, RunOptions } from './types.ts'

/** How long `close` lets calls in flight go on. */
const CLOSE_GRACE_MS = 25_000

/**
 * Puts models in order of priority and keeps calls served when one fails, hangs or is withdrawn.
 * @throws InvalidOptionError
 */
export function createRoute(options: RouteOptions): Route {
  const engine = createEngine(options)
  const running = new Set<Promise<unknown>>()
  const closing = new AbortController()
  let closed: Promise<void> | null = null

  async function run<T>(call: ModelCall, given: RunOptions<T> = {}): Promise<RouteResult<T>> {
    if (closed) throw new ExecutionError('closed', 'This route was closed and takes no more calls.')
    const execution = beginExecution(engine, {
      call,
      deadlineMs: given.deadlineMs ?? engine.settings.deadlineMs,
      executionId: given.executionId,
      signal: given.signal ? AbortSignal.any([given.signal, closing.signal]) : closing.signal,
      onEvent: given.onEvent,
      subject: given.subject,
    })
    const work = conclude(execution, given)
    running.add(work)
    try {
      return await work
    } finally {
      running.delete(work)
    }
  }

  async function closeNow(): Promise<void> {
    const disarm = engine.runtime.after(CLOSE_GRACE_MS, () =>
      closing.abort(new ExecutionError('closed', 'The route was closed.')),
    )
    await Promise.allSettled(running)
    disarm()
    await engine.journal?.flush()
    await Promise.allSettled(engine.targets.map((target) => target.adapter.close?.()))
    if (!options.store) engine.memory.close()
  }

  return {
    run: run as Route['run'],
    status: () => engine.targets.map((target) => statusOf(engine, target)),
    withdraw(id, { reason }) {
      checkText('reason', reason)
      for (const target of targetsCalled(engine, id)) withdraw(engine, target, reason)
    },
    reinstate(id) {
      for (const target of targetsCalled(engine, id)) reinstate(engine, target)
    },
    openCircuit(id) {
      for (const target of targetsCalled(engine, id)) engine.board.circuit('target', target).open('an operator opened it')
    },
    closeCircuit(id) {
      for (const target of targetsCalled(engine, id)) engine.board.close(target, 'an operator closed it')
    },
    subscribe: (listener) => engine.bus.subscribe(listener),
    close: () => (closed ??= closeNow()),
  }
}

async function conclude<T>(execution: Execution, options: RunOptions<T>): Promise<RouteResult<T>> {
  tell(execution, { type: 'execution-started', task: execution.call.task })
  try {
    const result = await execute(execution, options)
    tell(execution, { type: 'execution-succeeded', target: result.target, attempts: result.attempts.length })
    return result
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
    tell(execution, { type: 'execution-failed', code, attempts: execution.attempts.length })
    throw error
  }
}

function createEngine(options: RouteOptions): Engine {
  const settings = routeSettings(options)
  const runtime = options.runtime ?? systemRuntime
  const bus = new EventBus(runtime)
  const buckets = new Map<string, TokenBucket>()
  return {
    settings,
    targets: routeTargets(options.targets),
    runtime,
    bus,
    journal: options.journal ?? null,
    board: new CircuitBoard({
      settings: settings.circuit,
      runtime,
      onChange: (subject, target, change) => bus.emit(circuitEvent(subject, target, change)),
    }),
    memory: new RouteMemory(options.store ?? memoryStore(), runtime, (error) =>
      bus.emit({
        type: 'record-failed',
        what: 'store',
        sentence: hasCode(error, 'store-unusable') ? error.message : 'The store is closed.',
      }),
    ),
    tokens(vendor) {
      const bucket = buckets.get(vendor) ?? new TokenBucket()
      buckets.set(vendor, bucket)
      return bucket
    },
  }
}

function circuitEvent(circuit: CircuitSubject, target: string, change: CircuitChange) {
  if (change.to === 'open')
    return { type: 'circuit-opened', target, circuit, cooldownMs: change.cooldownMs ?? 0, why: change.why } as const
  if (change.to === 'half-open') return { type: 'circuit-half-opened', target, circuit } as const
  return { type: 'circuit-closed', target, circuit, why: change.why } as const
}

function targetsCalled(engine: Engine, id: string): readonly Target[] {
  const ids = [...new Set(engine.targets.map((target) => target.id))]
  checkWord('id', id, ids)
  return engine.targets.filter((target) => target.id === id)
}

function withdraw(engine: Engine, target: Target, reason: string): void {
  const bar = engine.memory.barByOperator(target, reason)
  if (!bar) return
  engine.journal?.record({ type: 'decision', decision: 'barred', target: target.id, why: bar.sentence })
  engine.bus.emit({ type: 'target-barred', target: target.id, by: 'operator', reason, sentence: bar.sentence })
}

function reinstate(engine: Engine, target: Target): void {
  const lifted = engine.memory.liftByOperator(target)
  engine.board.close(target, 'an operator reinstated the target')
  if (!lifted) return
  engine.journal?.record({ type: 'decision', decision: 'reinstated', target: target.id, why: 'An operator reinstated it.' })
  engine.bus.emit({ type: 'target-reinstated', target: target.id, by: 'operator', why: 'An operator reinstated it.' })
}
