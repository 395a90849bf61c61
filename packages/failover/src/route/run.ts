import { hasCode, type ModelCall, type ModelFailure } from '@understudy/spec'
import { type Admission, admit } from './admission.ts'
import type { AttemptEnd } from './attempt.ts'
import { choose, chooseForced, ruledOut } from './choose.ts'
import { attemptRecords, type Execution, tell, usefulMs } from './execution.ts'
import { nothingWasSent } from './failure.ts'
import { nextStep, type NextStep } from './next-step.ts'
import { cancelled, closedMeanwhile, crowded, exhausted, late, surfaced } from './outcome.ts'
import { attemptsLeft } from './plan.ts'
import { round } from './round.ts'
import type { Target } from './target.ts'
import type { RouteResult } from './types.ts'

/** Longest wait before a retry on the same target; the wait is drawn from 0 to this. */
const RETRY_JITTER_MS = 1_000

/** Asks targets one after another until one serves. @throws what ends the execution, see `Route.run` */
export async function execute<T>(execution: Execution): Promise<RouteResult<T>> {
  for (;;) {
    if (execution.options.signal?.aborted) throw cancelled(execution)
    const admission = await nextAdmission(execution)
    const served = await askTarget<T>(execution, admission)
    if (served) return served
  }
}

/** The next target to ask; waits in line only while a busy one could do and time is left. */
async function nextAdmission(execution: Execution): Promise<Admission> {
  const { line, runtime } = execution.engine
  if (usefulMs(execution) < 0) throw late(execution)
  // Whoever waits already goes first.
  const tried = line.waiting > 0 ? { got: null } : tryChoose(execution)
  if (tried.got) return tried.got
  if (line.full) throw crowded(execution)
  const waiting = line.wait(
    {
      caller: execution.options.caller ?? execution.options.subject?.['principal'] ?? '',
      until: runtime.now() + usefulMs(execution),
      signal: execution.options.signal,
      attempt: () => tryChoose(execution),
      expired: () => late(execution),
      aborted: () => cancelled(execution),
    },
    tried.retryAfterMs,
  )
  if (line.waiting > 1) line.pump()
  return waiting
}

/** One look at all targets. @throws RouteExhaustedError when waiting would not help */
function tryChoose(execution: Execution): { readonly got: Admission | null; readonly retryAfterMs?: number } {
  if (execution.engine.over.now) throw closedMeanwhile(execution)
  const choice = choose(execution)
  if (choice.admission) return { got: choice.admission }
  const { forced, runtime } = execution.engine
  const { busy, open, retryAfterMs } = choice
  if (busy && (retryAfterMs === undefined || retryAfterMs <= usefulMs(execution)))
    return { got: null, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  const admission = open && forced.tryTake(runtime.now()) ? chooseForced(execution) : null
  if (admission) {
    execution.forced = true
    return { got: admission }
  }
  throw exhausted(execution, retryAfterMs)
}

/** Asks one target, and asks it again for a retry or a repair. Null means: go on with the next. */
async function askTarget<T>(execution: Execution, first: Admission): Promise<RouteResult<T> | null> {
  const asked = first.target
  const tokens = execution.engine.tokens(asked.vendor)
  let admission: Admission | null = first
  let call: ModelCall = execution.call
  let why = whyAsked(execution, asked)
  const done = { retriedHere: false, repairedHere: false }
  let cost: number | null = null
  if (execution.lastTarget) tell(execution, { type: 'rerouted', from: execution.lastTarget.id, to: asked.id, why })
  while (admission) {
    const { target, end }: { target: Target; end: AttemptEnd<T> } = await round<T>(execution, admission, call, why)
    if (end.ok) {
      tokens.succeeded(cost)
      return result(execution, target, end)
    }
    const { failure } = end
    learn(execution, asked, end)
    if (nothingWasSent(failure)) return unsent(execution, target, asked)
    const repaired = done.repairedHere ? null : repairOf(execution, failure, call)
    const mayRetry = tokens.tokens > 0 && execution.engine.extra.free && target === asked && end.cut === null
    const step = nextStep(failure.verdict, {
      attemptsLeft: attemptsLeft(execution),
      ...done,
      mayRetry,
      mayRepair: repaired !== null,
      onRefusal: execution.engine.settings.onRefusal,
    })
    if (step.do === 'stop' || step.do === 'surface') throw ending(execution, end, step)
    if (step.do === 'next') {
      exclude(execution, target, step)
      if (target !== asked) execution.tried.push(asked)
      return null
    }
    done[step.do === 'retry' ? 'retriedHere' : 'repairedHere'] = true
    if (step.do === 'repair' && repaired) call = repaired
    why = `${step.do === 'retry' ? 'a second try' : 'a repair'} after ${failure.kind}`
    cost = tokens.take('retry')
    admission = cost === null ? null : await again(execution, asked, step.do)
  }
  execution.tried.push(asked)
  return null
}

function learn(execution: Execution, target: Target, end: Extract<AttemptEnd<unknown>, { ok: false }>): void {
  if (end.bug) throw end.bug.thrown
  execution.lastFailure = end.failure
  execution.lastTarget = target
}

/** Nobody was asked, so no attempt was spent; whoever is next is asked only after the gate was. */
function unsent(execution: Execution, target: Target, asked: Target): null {
  if (!target.degraded) execution.counted--
  execution.tried.push(target)
  if (target !== asked) execution.tried.push(asked)
  return null
}

/** Room for a second request to the same target; null when a bar, a circuit, a limit or the time forbids it. */
async function again(execution: Execution, target: Target, reason: 'retry' | 'repair'): Promise<Admission | null> {
  const { runtime } = execution.engine
  if (reason === 'retry') {
    try {
      await runtime.sleep(runtime.random() * RETRY_JITTER_MS, execution.options.signal)
    } catch {
      throw cancelled(execution)
    }
  }
  return execution.engine.over.now || usefulMs(execution) < 0 || ruledOut(execution, target)
    ? null
    : admit(execution, target, true)
}

function repairOf({ options }: Execution, failure: ModelFailure, call: ModelCall): ModelCall | null {
  if (failure.kind !== 'malformed' && failure.kind !== 'truncated') return null
  return options.repair?.(call, failure) ?? null
}

function ending(execution: Execution, end: Extract<AttemptEnd<unknown>, { ok: false }>, step: NextStep): Error {
  if (step.do === 'surface') return surfaced(execution, end.failure)
  return end.cut === 'closed' ? closedMeanwhile(execution) : cancelled(execution)
}

function exclude(execution: Execution, target: Target, step: Extract<NextStep, { do: 'next' }>): void {
  if (step.exclude === 'none') return
  execution.tried.push(target)
  if (step.exclude === 'vendor') execution.refusedVendors.push(target.vendor)
  if (step.exclude === 'smaller')
    execution.tooSmallTokens = Math.max(execution.tooSmallTokens, target.adapter.limits.contextTokens)
}

function whyAsked({ forced, lastTarget, lastFailure, order, skipped }: Execution, target: Target): string {
  if (forced) return 'every target is open: tried by force'
  if (lastTarget && lastFailure)
    return `${lastTarget.id}: ${hasCode(lastFailure.cause, 'missing-peer') ? 'its SDK is not installed' : lastFailure.kind}`
  const place = skipped?.findIndex((skip, at) => skip !== undefined && order[at] !== target) ?? -1
  const [other, skip] = [order[place], skipped?.[place]]
  return other && skip && other.tier <= target.tier ? `${other.id} was passed over: ${skip.say()}` : 'first choice'
}

function result<T>(execution: Execution, target: Target, end: Extract<AttemptEnd<T>, { ok: true }>): RouteResult<T> {
  return {
    value: end.value,
    reply: end.reply,
    target: target.id,
    degraded: target.degraded || end.reply.degraded === true,
    attempts: attemptRecords(execution),
    executionId: execution.id,
  }
}
