import type { createRoute as CreateRoute, HealthStore, memoryStore as MemoryStore, Route } from '@understudy/failover'
import { type ModelCall, ModelFailure } from '@understudy/spec'
import { type VirtualRuntime, virtualRuntime } from '@understudy/spec/virtual'
import { emptyHistory, type History } from './history.ts'
import { HOUR_MS, type OperatorAct, type Plan, type PlannedCall, PROCESSES } from './plan.ts'
import { CANARY, simulatedVendors } from './vendors.ts'

/** What is simulated; a mutated copy can be given instead. */
export interface EngineUnderTest {
  readonly createRoute: typeof CreateRoute
  readonly memoryStore: typeof MemoryStore
}

/** Runs one planned hour: some processes with a store in common, callers, an operator and restarts. */
export async function runHour(plan: Plan, engine: EngineUnderTest): Promise<History> {
  const history = emptyHistory()
  const runtime = virtualRuntime({ seed: plan.seed })
  const store = engine.memoryStore()
  let started = 0
  const start = (): Process => startProcess(plan, engine, started++, runtime, store, history)
  const processes = Array.from({ length: PROCESSES }, start)
  for (const call of plan.calls) {
    history.begun++
    runtime.after(call.at, () => void runCall(processes[call.process] as Process, call, runtime, history))
  }
  for (const act of plan.acts)
    runtime.after(act.at, () => {
      const process = processes[act.process] as Process
      if (act.act !== 'restart') return operate(process.route, act)
      void close(process, runtime, history)
      processes[act.process] = start()
    })
  await runtime.advance(HOUR_MS)
  noteUnhealed(processes, history, plan)
  for (const process of processes) void close(process, runtime, history)
  // Not awaited: what never settles must show as a broken promise, not as a simulation that hangs.
  await runtime.advance(30_000)
  history.leftTimers = runtime.pending().filter((at) => at < HOUR_MS * 2)
  return history
}

/** Made once: a stack for each event would cost more than all the rest. */
const BROKEN = new Error('A broken listener must reach nobody.')

interface Process {
  readonly number: number
  readonly route: Route
}

async function close({ number, route }: Process, runtime: VirtualRuntime, history: History): Promise<void> {
  const beganAt = runtime.now()
  history.closesBegun++
  await route.close()
  history.closings.push({ process: number, beganAt, endedAt: runtime.now() })
}

function startProcess(
  plan: Plan,
  { createRoute }: EngineUnderTest,
  process: number,
  runtime: VirtualRuntime,
  store: HealthStore,
  history: History,
): Process {
  const { adapters } = simulatedVendors(plan, process, runtime, store, history)
  const route = createRoute({
    targets: adapters,
    runtime,
    store,
    attempts: plan.attempts,
    onRefusal: plan.onRefusal,
    ...(plan.hedging && { hedging: { minimumAnswers: 5, budget: 0.5 } }),
    capacity: { concurrency: plan.concurrency, waiting: plan.waiting },
  })
  route.subscribe((event) => history.events.push({ process, event }))
  route.subscribe(() => {
    throw BROKEN
  })
  return { number: process, route }
}

async function runCall(
  { number: process, route }: Process,
  planned: PlannedCall,
  runtime: VirtualRuntime,
  history: History,
): Promise<void> {
  const startedAt = runtime.now()
  const abort = new AbortController()
  if (planned.abortAfterMs !== null) runtime.after(planned.abortAfterMs, () => abort.abort(new Error('The caller left.')))
  let executionId = ''
  const call: ModelCall = {
    task: 'review.files',
    system: '',
    input: `${CANARY} size ${planned.size} at ${planned.at}`,
    maxOutputTokens: 1_000,
    promptVersion: 'sim',
  }
  const note = (outcome: History['results'][number]['outcome'], attempts: History['results'][number]['attempts']): void => {
    const { deadlineMs } = planned
    history.results.push({
      process,
      executionId,
      startedAt,
      deadlineMs,
      endedAt: runtime.now(),
      aborted: abort.signal.aborted,
      outcome,
      attempts,
    })
  }
  try {
    const result = await route.run(call, {
      deadlineMs: planned.deadlineMs,
      signal: abort.signal,
      caller: planned.caller,
      onEvent: (event) => (executionId = event.executionId ?? executionId),
      accept({ text }, { id }) {
        if (text !== '{}' && id !== 'floor/local') throw new ModelFailure(id, 'malformed', 'Not JSON.')
        return text
      },
      ...(planned.repairs && { repair: (before: ModelCall) => ({ ...before, input: `${before.input} repaired` }) }),
    })
    note({ ok: true, target: result.target, servedAsRequested: result.reply.servedAsRequested }, result.attempts)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : `bug: ${String(error)}`
    const kind = error instanceof Error && error.cause instanceof ModelFailure ? error.cause.kind : null
    const attempts =
      error instanceof Error && 'attempts' in error ? (error.attempts as History['results'][number]['attempts']) : []
    note({ ok: false, code, kind, text: error instanceof Error ? error.message : '' }, attempts)
  }
}

function operate(route: Route, { act, target }: OperatorAct): void {
  if (act === 'withdraw') route.withdraw(target, { reason: 'an order' })
  if (act === 'reinstate') route.reinstate(target)
  if (act === 'open') route.openCircuit(target)
  if (act === 'close') route.closeCircuit(target)
}

/** The first target that is not barred has had calls and a healthy vendor for long enough to be closed. */
function noteUnhealed(processes: readonly Process[], history: History, plan: Plan): void {
  processes.forEach(({ route }, process) => {
    const first = route.status().find((target) => !target.bar && target.id !== 'floor/local')
    const asked = plan.calls.filter((call) => call.process === process && call.at > HOUR_MS - 1_000_000 && call.size < 100).length
    // One whose bar was lifted a moment ago, or that is passed over because it refuses, has had neither.
    const spared = history.events.some(
      ({ event }) =>
        event.at > HOUR_MS - 1_000_000 &&
        ((event.type === 'target-reinstated' && event.target === first?.id) ||
          (event.type === 'target-skipped' && event.target === first?.id && event.code === 'refusing')),
    )
    if (first && first.circuit !== 'closed' && asked >= 8 && !spared)
      history.unhealed.push(`process ${process}: ${first.id} is ${first.circuit}`)
  })
}
