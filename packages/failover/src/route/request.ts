import { hasCode, type ModelCall, type ModelFailure } from '@understudy/spec'
import { admit } from './admission.ts'
import type { Attempt, AttemptEnd } from './attempt.ts'
import { beginAttempt } from './begin-attempt.ts'
import { anotherServes, ruledOut } from './obstacles.ts'
import { type Execution, tell, usefulMs } from './execution.ts'
import { nothingWasSent } from './failure.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { cancelled, closedMeanwhile, surfaced } from './outcome.ts'
import { attemptsLeft } from './plan.ts'
import { suspicionOf } from './suspicion.ts'
import type { Target } from './target.ts'

/** Longest wait before a retry on the same target; the wait is drawn from 0 to this. */
const RETRY_JITTER_MS = 1_000

/** What one target is asked. `tries` are those after the first in this execution, the last of them this one. */
export interface Request {
  readonly call: ModelCall
  /** Why this target is asked, in words. */
  readonly why: string
  readonly tries: readonly ('retry' | 'repair')[]
  /** Retry tokens that it took; null for a first try. */
  readonly cost: number | null
}

const FIRST: Request['tries'] = Object.freeze([])

type Failed = Extract<AttemptEnd, { ok: false }>

export function firstRequest(execution: Execution, target: Target): Request {
  const { call, lastTarget } = execution
  const why = whyAsked(execution, target)
  if (lastTarget) tell(execution, { type: 'rerouted', from: lastTarget.id, to: target.id, why })
  return { call, why, tries: FIRST, cost: null }
}

/**
 * A retry or a repair on the target that was asked, or null for the next target.
 * @throws what ends the execution
 */
export function requestAfter(execution: Execution, asked: Target, request: Request, end: Failed): Request | null {
  if (end.bug) throw end.bug.thrown
  const { engine } = execution
  const { failure, target } = end
  execution.lastFailure = failure
  execution.lastTarget = asked
  if (nothingWasSent(failure)) return unsent(execution, target, asked)
  if (failure.kind === 'invalid-request' && !execution.turnedAwayBy.includes(target.vendor))
    execution.turnedAwayBy = [...execution.turnedAwayBy, target.vendor]
  const tokens = engine.tokens(asked.vendor)
  const repairedHere = request.tries.includes('repair')
  const repaired = repairedHere ? null : repairOf(execution, failure, request.call)
  const step = nextStep(failure.verdict, {
    attemptsLeft: attemptsLeft(execution),
    retriedHere: request.tries.includes('retry'),
    repairedHere,
    mayRetry: tokens.tokens > 0 && engine.extra.free && target === asked && end.cut === null && !rathersAnother(execution, asked),
    mayRepair: repaired !== null,
    onRefusal: engine.settings.onRefusal,
    agreed: execution.turnedAwayBy.length > 1,
  })
  if (step.do === 'stop' || step.do === 'surface') throw ending(execution, end, step)
  if (step.do === 'next') {
    exclude(execution, target, step)
    if (target !== asked) giveUpOn(execution, asked)
    return null
  }
  const cost = tokens.take('retry')
  if (cost === null) {
    giveUpOn(execution, asked)
    return null
  }
  const why = `${step.do === 'retry' ? 'a second try' : 'a repair'} after ${failure.kind}`
  return { call: (step.do === 'repair' && repaired) || request.call, why, tries: [...request.tries, step.do], cost }
}

/** A suspect target is not asked once more while another one is well. */
function rathersAnother(execution: Execution, asked: Target): boolean {
  return suspicionOf(execution.engine, asked) !== null && anotherServes(execution, asked)
}

/** Nobody was asked, so no attempt was spent; whoever is next is asked only after the gate was. */
function unsent(execution: Execution, target: Target, asked: Target): null {
  if (!target.degraded) execution.counted--
  giveUpOn(execution, target)
  if (target !== asked) giveUpOn(execution, asked)
  return null
}

/** A second attempt on the same target; null when a bar, a circuit, a limit or the time forbids it. */
export async function attemptAgain(execution: Execution, target: Target, request: Request): Promise<Attempt | null> {
  const { runtime, over } = execution.engine
  if (request.tries.at(-1) === 'retry') {
    try {
      const toldMs = toldToWait(execution, target)
      await runtime.sleep(Math.max(toldMs, runtime.random() * RETRY_JITTER_MS), execution.options.signal)
    } catch {
      throw cancelled(execution)
    }
  }
  const out = over.now || usefulMs(execution) < 0 || ruledOut(execution, target) !== null || rathersAnother(execution, target)
  const admission = out ? null : admit(execution, target, true)
  if (admission) return beginAttempt(execution, admission, request)
  giveUpOn(execution, target)
  return null
}

/** Milliseconds that a vendor asked for, where nobody else could serve meanwhile and they fit in; 0 otherwise. */
function toldToWait(execution: Execution, target: Target): number {
  if (execution.lastFailure?.verdict.retryAfterMs === undefined) return 0
  const { retryAfterMs = 0 } = execution.engine.board.refusal(target) ?? {}
  return retryAfterMs <= usefulMs(execution) && !anotherServes(execution, target) ? retryAfterMs : 0
}

function giveUpOn(execution: Execution, target: Target): void {
  execution.tried = [...execution.tried, target]
}

function repairOf({ options }: Execution, failure: ModelFailure, call: ModelCall): ModelCall | null {
  if (failure.kind !== 'malformed' && failure.kind !== 'truncated') return null
  return options.repair?.(call, failure) ?? null
}

function ending(execution: Execution, end: Failed, step: NextStep): Error {
  if (step.do === 'surface') return surfaced(execution, end.failure)
  return end.cut === 'closed' ? closedMeanwhile(execution) : cancelled(execution)
}

function exclude(execution: Execution, target: Target, step: Extract<NextStep, { do: 'next' }>): void {
  // Whoever said when there is quota again is waited for where that fits, and where nobody else serves.
  const toldWhen = execution.lastFailure?.kind === 'quota-exhausted' && execution.lastFailure.verdict.retryAfterMs !== undefined
  if (step.exclude === 'none' || toldWhen) return
  giveUpOn(execution, target)
  if (step.exclude === 'vendor') execution.refusedVendors = [...execution.refusedVendors, target.vendor]
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
