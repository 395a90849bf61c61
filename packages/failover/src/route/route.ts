import type { ModelCall, ModelReply } from '@understudy/spec'
import { inputDigest } from '../journal/input-digest.ts'
import { acceptJson } from '../schema/accept-json.ts'
import { streamOf } from '../stream/stream.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { beginExecution, cutAttempts, type Execution, tell } from './execution.ts'
import { ExecutionError } from './execution-error.ts'
import { operatorActions } from './operator.ts'
import { execute } from './run.ts'
import { checkRunOptions } from './run-options.ts'
import { statusOf } from './status.ts'
import type { Route, RouteOptions, RouteResult, RunOptions } from './types.ts'

/** How long `close` lets calls in flight go on. */
const CLOSE_GRACE_MS = 25_000

/**
 * Puts models in order of priority and keeps calls served when one fails, hangs or is withdrawn.
 * @throws InvalidOptionError
 */
export function createRoute(options: RouteOptions): Route {
  const engine = createEngine(options)
  let closed: Promise<void> | null = null
  engine.oversight.prober.wake()
  engine.oversight.retirements.start()

  async function run<T = ModelReply>(call: ModelCall, given: RunOptions<T> = {}): Promise<RouteResult<T>> {
    if (closed) throw new ExecutionError('closed', 'This route was closed and takes no more calls.')
    checkRunOptions(given)
    const options = given.schema ? { ...given, accept: acceptJson(given.schema) } : given
    return conclude<T>(beginExecution(engine, call, options))
  }

  return {
    run,
    stream: (call, given = {}) => streamOf(run, call, given),
    status: () => engine.targets.map((target) => statusOf(engine, target)),
    ...operatorActions(engine),
    probeDue: () => (closed ? Promise.resolve() : engine.oversight.prober.round()),
    subscribe: (listener) => engine.bus.subscribe(listener),
    close: () => (closed ??= closeEngine(engine, options.store === undefined)),
  }
}

/** Runs an execution between its first and its last event. */
async function conclude<T>(execution: Execution): Promise<RouteResult<T>> {
  const { engine, call, id, options } = execution
  const onAbort = (): void => cutAttempts(execution, 'caller')
  options.signal?.addEventListener('abort', onAbort, { once: true })
  engine.executions.add(execution)
  engine.extra.executionBegan()
  engine.hedges.executionBegan()
  engine.journal?.record({
    type: 'execution-started',
    executionId: id,
    task: call.task,
    promptVersion: call.promptVersion,
    input: inputDigest(call.input),
    files: call.files?.length ?? 0,
  })
  tell(execution, { type: 'execution-started', task: call.task })
  tellHeld(execution)
  try {
    const result = await execute<T>(execution)
    engine.journal?.record({ type: 'execution-finished', executionId: id, outcome: 'succeeded', target: result.target })
    tell(execution, { type: 'execution-succeeded', target: result.target, attempts: result.attempts.length })
    return result
  } catch (error) {
    const code = codeOf(error)
    engine.journal?.record({
      type: 'execution-finished',
      executionId: id,
      outcome: code === 'cancelled' ? 'cancelled' : 'failed',
      code,
    })
    tell(execution, { type: 'execution-failed', code, attempts: execution.attempts.length })
    throw error
  } finally {
    options.signal?.removeEventListener('abort', onAbort)
    engine.extra.executionEnded()
    engine.executions.delete(execution)
    if (engine.executions.size === 0) engine.idle()
    // Once per execution, and not waited for: a slow disk must not slow a review.
    void engine.records.flush()
  }
}

/** Once for each notice and task: an order that is not applied must not go unnoticed. */
function tellHeld(execution: Execution): void {
  const { engine, question } = execution
  const { task } = question
  for (const { id, basis } of engine.oversight.gate.held(question)) {
    if (engine.heldTold.has(`${task}|${id}`)) continue
    engine.heldTold.add(`${task}|${id}`)
    const sentence = `The notice ${id} of ${basis.authority} is not applied to ${task}, since it would bar the last permitted target. Say yes with mayBarLast, or add a target.`
    tell(execution, { type: 'notice-held', notice: id, task, sentence })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}

async function closeEngine(engine: Engine, ownStore: boolean): Promise<void> {
  for (const probe of engine.probes) probe.cut('closed')
  const disarm = engine.runtime.after(CLOSE_GRACE_MS, () => {
    engine.over.now = true
    for (const execution of engine.executions) cutAttempts(execution, 'closed')
    engine.line.pump()
  })
  await engine.whenIdle()
  disarm()
  engine.oversight.retirements.close()
  await engine.oversight.prober.close()
  await engine.records.flush()
  await Promise.allSettled(engine.targets.map(async (target) => target.adapter.close?.()))
  if (ownStore) engine.memory.close()
}
