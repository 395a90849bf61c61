import type { ModelCall, ModelReply } from '@understudy/spec'
import { streamOf } from '../stream/stream.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { ExecutionError } from './execution-error.ts'
import { operatorActions } from './operator.ts'
import { execute } from './run.ts'
import { permittedBy } from './permitted.ts'
import { readinessOf } from './readiness.ts'
import { statusOf } from './status.ts'
import type { Route, RouteOptions, RouteResult, RunOptions } from './types.ts'

/** How long `close` lets calls in flight go on. */
const CLOSE_GRACE_MS = 25_000

/** How long it lets a synthetic probe go on that asks about a withdrawal. */
const PROBE_GRACE_MS = 3_000

const NO_OPTIONS: RunOptions<never> = Object.freeze({})

/**
 * Puts models in order of priority and keeps calls served when one fails, hangs or is withdrawn.
 * @throws InvalidOptionError
 */
export function createRoute(options: RouteOptions): Route {
  const engine = createEngine(options)
  let closed: Promise<void> | null = null
  engine.oversight.prober.wake()
  engine.oversight.retirements.start()

  // Not async itself, so that no frame of its own lives as long as the call.
  function run<T = ModelReply>(call: ModelCall, given: RunOptions<T> = NO_OPTIONS): Promise<RouteResult<T>> {
    if (!closed) return execute<T>(engine, call, given)
    return Promise.reject(new ExecutionError('closed', 'This route was closed and takes no more calls.'))
  }

  return {
    run,
    stream: (call, given = {}) => streamOf(run, call, given),
    status: () => engine.targets.map((target) => statusOf(engine, target)),
    readiness: (question) => readinessOf(engine, question),
    permitted: (question) => permittedBy(engine, question),
    ...operatorActions(engine),
    probeDue: async () => {
      if (!closed) await Promise.all([engine.oversight.prober.round(), engine.oversight.retirements.look()])
    },
    subscribe: (listener) => engine.bus.subscribe(listener),
    close: () => (closed ??= closeEngine(engine, options.store === undefined)),
  }
}

async function closeEngine(engine: Engine, ownStore: boolean): Promise<void> {
  for (const probe of engine.probes) if (probe.decidesCircuit) probe.cut('closed')
  // What asks whether a model is still to be had may be about to learn it for the next process.
  const disarmProbes = engine.runtime.after(PROBE_GRACE_MS, () => engine.probes.forEach((probe) => probe.cut('closed')))
  const disarm = engine.runtime.after(CLOSE_GRACE_MS, () => {
    engine.over.now = true
    engine.attempts.cut('closed')
    engine.line.pump()
  })
  await engine.executions.whenNone()
  disarm()
  await Promise.all([...engine.probes].map(({ ended }) => ended))
  disarmProbes()
  engine.oversight.retirements.close()
  await engine.oversight.prober.close()
  await engine.records.flush()
  await Promise.allSettled(engine.targets.map(async (target) => target.adapter.close?.()))
  if (ownStore) engine.memory.close()
  else engine.hints.keepUsual(engine.board)
}
