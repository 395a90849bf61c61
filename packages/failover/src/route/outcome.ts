import { type ModelFailure, RouteExhaustedError } from '@understudy/spec'
import type { SkipCode } from '../events/events.ts'
import { allowedMs, attemptRecords, type Execution } from './execution.ts'
import { ExecutionError } from './execution-error.ts'
import type { PassedOver } from './types.ts'

type Ended = Pick<RouteExhaustedError, 'attempts' | 'skipped'>

/** What the error of an execution carries: attempts in order, and every target that was not asked with its reason. */
function ended(execution: Execution): Ended {
  const asked = new Set(execution.attempts.map((attempt) => attempt.target))
  const skipped = execution.order.flatMap(({ id }, place) => {
    const skip = execution.skipped?.[place]
    const tried = (skip?.code === 'tried' || skip?.code === 'not-installed') && asked.has(id)
    return !skip || tried ? [] : [{ target: id, why: skip.say() }]
  })
  return { attempts: attemptRecords(execution), skipped }
}

const NOBODY: readonly PassedOver[] = Object.freeze([])

/** Who was not asked on the way to the answer. */
export function passedOver({ attempts, order, skipped }: Execution): readonly PassedOver[] {
  if (!skipped) return NOBODY
  const asked = new Set(attempts.map((attempt) => attempt.target))
  return order.flatMap(({ id }, place) => {
    const skip = skipped[place]
    return skip && !asked.has(id) ? [{ target: id, code: skip.code, why: skip.say() }] : []
  })
}

function exhausted(execution: Execution, retryAfterMs?: number): RouteExhaustedError {
  const details = ended(execution)
  const { notInstalled } = execution.engine
  const missing = new Map(execution.order.map(({ id, key }) => [id, notInstalled.get(key)]))
  const tried = details.attempts.map(({ target, failure }) => `${target} (${missing.get(target) ?? failure?.kind ?? 'failed'})`)
  const left = details.skipped.map(({ target, why }) => `${target} (${why})`)
  const wait = retryAfterMs === undefined ? '' : ` The earliest may be asked again in ${Math.ceil(retryAfterMs / 1_000)} s.`
  const sentence = `No target could serve. Tried: ${tried.join(', ') || 'none'}. Not asked: ${left.join(', ') || 'none'}.${wait}`
  return new RouteExhaustedError(sentence, {
    ...details,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(execution.lastFailure && { cause: execution.lastFailure }),
  })
}

/** A failure that no other target would mend, or that the operator wants to see. Its cause is the failure itself. */
export function surfaced(execution: Execution, failure: ModelFailure): RouteExhaustedError {
  return new RouteExhaustedError(`${failure.message} ${whyNotElsewhere(execution, failure)}`, {
    ...ended(execution),
    cause: failure,
  })
}

function whyNotElsewhere({ turnedAwayBy }: Execution, { kind, verdict }: ModelFailure): string {
  if (kind === 'refused') return 'Not asked elsewhere: refusals are surfaced, not sent elsewhere.'
  if (verdict.sent === false) return 'Not asked elsewhere: it failed before anything was sent.'
  return turnedAwayBy.length > 1
    ? `Not asked elsewhere: ${turnedAwayBy.join(' and ')} both turned it away.`
    : 'No other target is left that could take it.'
}

/** The end of an execution with nobody left to ask: in the vendor's words where every target that could take the request said no. */
export function nobodyLeft(execution: Execution, retryAfterMs?: number): RouteExhaustedError {
  const { attempts, lastFailure, order, skipped, turnedAwayBy } = execution
  const saidNo = turnedAwayBy.length > 0 && attempts.every(({ failure }) => failure?.kind === 'invalid-request')
  const waiting = order.some((_, place) => PASSING.has(skipped?.[place]?.code))
  return saidNo && lastFailure && !waiting ? surfaced(execution, lastFailure) : exhausted(execution, retryAfterMs)
}

/** Reasons of a moment: whoever is left out for one of these was not asked yet. */
const PASSING: ReadonlySet<SkipCode | undefined> = new Set([
  'circuit',
  'throttled',
  'first-call',
  'saturated',
  'extra-attempts',
  'attempts',
  'barred',
])

export function cancelled(execution: Execution): ExecutionError {
  const { signal } = execution.options
  return new ExecutionError('cancelled', `The call was cancelled after ${execution.attempts.length} attempts.`, {
    ...ended(execution),
    ...(signal?.aborted && { cause: signal.reason }),
  })
}

export function crowded(execution: Execution): ExecutionError {
  const { waiting } = execution.engine.line
  return new ExecutionError(
    'overloaded-locally',
    `Every target is busy and ${waiting} calls wait already. Send fewer at once, or raise capacity.waiting.`,
    {
      ...ended(execution),
    },
  )
}

export function closedMeanwhile(execution: Execution): ExecutionError {
  return new ExecutionError('closed', 'The route was closed before the call was done.', { ...ended(execution) })
}

export function late(execution: Execution): ExecutionError {
  return new ExecutionError(
    'deadline-exceeded',
    `No target served within ${allowedMs(execution) / 1_000} s; ${execution.attempts.length} were tried.`,
    {
      ...ended(execution),
      ...(execution.lastFailure && { cause: execution.lastFailure }),
    },
  )
}
