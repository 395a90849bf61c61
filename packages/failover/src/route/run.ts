import type { ModelCall, ModelFailure } from '@understudy/spec'
import type { AttemptPermit } from '../circuit/board.ts'
import { type AttemptEnd, type AttemptPlan, makeAttempt } from './attempt.ts'
import { choose } from './choose.ts'
import { attemptDeadline, leastUsefulMs } from './deadline.ts'
import { countedAttempts, type Execution, tell } from './execution.ts'
import { nextStep, type NextStep } from './next-step.ts'
import { cancelled, exhausted, late, surfaced } from './outcome.ts'
import { settleAttempt } from './settle.ts'
import type { Target } from './target.ts'
import type { RouteResult, RunOptions } from './types.ts'

/** Longest wait before a retry on the same target; the wait is drawn from 0 to this. */
const RETRY_JITTER_MS = 1_000

/** Asks targets one after another until one serves. @throws what ends the execution, see `Route.run` */
export async function execute<T>(execution: Execution, options: RunOptions<T>): Promise<RouteResult<T>> {
  for (;;) {
    if (execution.signal?.aborted) throw cancelled(execution)
    const chosen = await nextTarget(execution)
    const served = await askTarget(execution, chosen.target, chosen.permit, options)
    if (served) return served
  }
}

/** The next target to ask; waits for one only when nothing else can be asked and the deadline allows it. */
async function nextTarget(execution: Execution): Promise<{ readonly target: Target; readonly permit: AttemptPermit }> {
  const { runtime } = execution.engine
  for (;;) {
    const left = execution.deadline - runtime.now()
    const total = execution.deadline - execution.startedAt
    if (left < leastUsefulMs(total)) throw late(execution)
    const choice = choose(execution)
    if (choice.target) return choice
    const wait = choice.retryAfterMs
    if (wait === undefined || choice.allOpen || wait > left - leastUsefulMs(total)) throw exhausted(execution, wait)
    await pause(execution, wait)
  }
}

/** Asks one target, and asks it again for a retry or a repair. Null means: go on with the next. */
async function askTarget<T>(
  execution: Execution,
  target: Target,
  first: AttemptPermit,
  options: RunOptions<T>,
): Promise<RouteResult<T> | null> {
  const { engine } = execution
  const tokens = engine.tokens(target.vendor)
  let permit: AttemptPermit | null = first
  let call: ModelCall = execution.call
  let why = whyAsked(execution, target)
  let [retriedHere, repairedHere] = [false, false]
  let cost: number | null = null
  while (permit) {
    const end = await oneAttempt(execution, target, permit, call, why, options)
    if (end.ok) {
      tokens.succeeded(cost)
      return result(execution, target, end)
    }
    if (end.bug) throw end.bug.thrown
    execution.lastFailure = end.failure
    execution.lastTarget = target
    const repaired = repairedHere ? null : repairOf(end.failure, call, options)
    const step = nextStep(end.failure.verdict, {
      attemptsLeft: attemptsLeft(execution, target),
      retriedHere,
      repairedHere,
      mayRetry: end.failure.cause === undefined && tokens.tokens > 0,
      mayRepair: repaired !== null,
      onRefusal: engine.settings.onRefusal,
    })
    if (step.do === 'stop') throw cancelled(execution)
    if (step.do === 'surface') throw surfaced(execution, end.failure)
    if (step.do === 'next') {
      exclude(execution, target, step)
      return null
    }
    cost = tokens.take('retry')
    permit = cost === null ? null : await again(execution, target, step.do)
    if (step.do === 'retry') retriedHere = true
    else repairedHere = true
    if (step.do === 'repair' && repaired) call = repaired
    why = step.do === 'retry' ? `a second try after ${end.failure.kind}` : `a repair after ${end.failure.kind}`
  }
  execution.tried.add(target)
  return null
}

/** A permit for a second request to the same target; null when a bar, a circuit or the time forbids it. */
async function again(execution: Execution, target: Target, reason: 'retry' | 'repair'): Promise<AttemptPermit | null> {
  const { engine } = execution
  if (reason === 'retry') await pause(execution, engine.runtime.random() * RETRY_JITTER_MS)
  const left = execution.deadline - engine.runtime.now()
  if (left < leastUsefulMs(execution.deadline - execution.startedAt) || engine.memory.barOn(target)) return null
  return engine.board.admit(target)
}

async function oneAttempt<T>(
  execution: Execution,
  target: Target,
  permit: AttemptPermit,
  call: ModelCall,
  why: string,
  options: RunOptions<T>,
): Promise<AttemptEnd<T>> {
  const { runtime } = execution.engine
  const plan = planAttempt(execution, target, permit, call)
  const started = { at: runtime.now(), wall: runtime.wallTime(), why }
  if (execution.lastTarget && execution.lastTarget !== target)
    tell(execution, { type: 'rerouted', from: execution.lastTarget.id, to: target.id, why })
  tell(execution, { type: 'attempt-started', number: plan.number, target: target.id, why })
  const end = await makeAttempt(execution, plan, options)
  return settleAttempt(execution, plan, permit, end, started)
}

function planAttempt(execution: Execution, target: Target, permit: AttemptPermit, call: ModelCall): AttemptPlan {
  const { engine, deadline } = execution
  const now = engine.runtime.now()
  const next =
    attemptsLeft(execution, target) > 1
      ? execution.order.find((other) => other !== target && !execution.tried.has(other))
      : undefined
  const nextTypicalMs = next ? (engine.board.peek('target', next)?.baselineMs ?? null) : null
  const share = attemptDeadline({
    now,
    deadline,
    attemptMs: engine.settings.attemptMs,
    another: next !== undefined,
    nextTypicalMs,
  })
  const base = { number: execution.attempts.length + 1, target, call }
  if (permit.expiresAt !== null && permit.expiresAt < share) return { ...base, deadline: permit.expiresAt, deadlineIs: 'lease' }
  return { ...base, deadline: share, deadlineIs: share < deadline ? 'attempt-time' : 'execution-time' }
}

function attemptsLeft(execution: Execution, target: Target): number {
  if (target.degraded) return 1
  return execution.engine.settings.attempts - countedAttempts(execution)
}

function repairOf<T>(failure: ModelFailure, call: ModelCall, options: RunOptions<T>): ModelCall | null {
  if (failure.kind !== 'malformed' && failure.kind !== 'truncated') return null
  return options.repair?.(call, failure) ?? null
}

function exclude(execution: Execution, target: Target, step: Extract<NextStep, { do: 'next' }>): void {
  if (step.exclude === 'none') return
  execution.tried.add(target)
  if (step.exclude === 'vendor') execution.refusedVendors.add(target.vendor)
  if (step.exclude === 'smaller')
    execution.tooSmallTokens = Math.max(execution.tooSmallTokens, target.adapter.limits.contextTokens)
}

function whyAsked({ lastTarget, lastFailure, skipped }: Execution, target: Target): string {
  if (lastTarget && lastFailure) return `${lastTarget.id}: ${lastFailure.kind}`
  const before = [...skipped].find(([other]) => other.tier <= target.tier && other !== target)
  return before ? `${before[0].id} was passed over: ${before[1].why}` : 'first choice'
}

async function pause(execution: Execution, ms: number): Promise<void> {
  try {
    await execution.engine.runtime.sleep(ms, execution.signal)
  } catch {
    throw cancelled(execution)
  }
}

function result<T>(execution: Execution, target: Target, end: Extract<AttemptEnd<T>, { ok: true }>): RouteResult<T> {
  return {
    value: end.value,
    reply: end.reply,
    target: target.id,
    degraded: target.degraded || end.reply.degraded === true,
    attempts: [...execution.attempts],
    executionId: execution.id,
  }
}
