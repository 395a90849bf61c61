import type { AttemptPermit } from '../circuit/board.ts'
import type { SkipCode } from '../events/events.ts'
import { countedAttempts, type Execution, tell } from './execution.ts'
import type { Target } from './target.ts'

export type Choice =
  | { readonly target: Target; readonly permit: AttemptPermit }
  /** Nothing to ask now. `retryAfterMs` is set when time alone would change that. */
  | { readonly target: null; readonly retryAfterMs?: number; readonly allOpen: boolean }

interface Skip {
  readonly code: SkipCode
  readonly why: string
  readonly retryAfterMs?: number
}

/**
 * The highest-priority target that is permitted, not barred, capable, and admitted by its circuits. Bars are looked up at
 * this moment, so one made by another call or process a moment ago holds.
 */
export function choose(execution: Execution): Choice {
  const { board } = execution.engine
  const counted = countedAttempts(execution)
  let retryAfterMs: number | undefined
  let temporary = 0
  let permanent = 0
  for (const target of execution.order) {
    const skip = ruledOut(execution, target, counted) ?? refusedByCircuit(execution, target)
    if (!skip) {
      const permit = board.admit(target)
      if (permit) return { target, permit }
    }
    note(execution, target, skip ?? { code: 'circuit', why: 'its circuit is open' })
    if (skip?.retryAfterMs !== undefined) retryAfterMs = Math.min(retryAfterMs ?? Infinity, skip.retryAfterMs)
    if (skip?.code === 'circuit') temporary++
    else if (skip?.code !== 'throttled') permanent++
  }
  return {
    target: null,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    allOpen: temporary > 0 && temporary + permanent === execution.order.length,
  }
}

/** What keeps a target out whatever its health. Asked again before every attempt, forced probes included. */
export function ruledOut(execution: Execution, target: Target, counted = countedAttempts(execution)): Skip | null {
  const { engine, call } = execution
  if (target.tasks && !target.tasks.includes(call.task)) return { code: 'task', why: `it does not do ${call.task}` }
  const bar = engine.memory.barOn(target)
  if (bar) return { code: 'barred', why: bar.sentence }
  if (execution.refusedVendors.has(target.vendor)) return { code: 'same-vendor', why: `${target.vendor} refused this request` }
  if (execution.tried.has(target)) return { code: 'tried', why: 'it failed in this execution' }
  if (target.adapter.limits.contextTokens <= execution.tooSmallTokens)
    return { code: 'too-small', why: `its window of ${target.adapter.limits.contextTokens} tokens is not larger` }
  if (!target.degraded && counted >= engine.settings.attempts)
    return { code: 'budget', why: `all ${engine.settings.attempts} attempts are used` }
  return null
}

function refusedByCircuit(execution: Execution, target: Target): Skip | null {
  const refusal = execution.engine.board.refusal(target)
  if (!refusal) return null
  const wait = refusal.retryAfterMs === undefined ? '' : ` for another ${Math.ceil(refusal.retryAfterMs / 1_000)} s`
  const words = {
    open: `its ${refusal.subject === 'target' ? '' : `${refusal.subject} `}circuit is open${wait}`,
    probing: 'a probe of it is under way',
    throttled: `its vendor asked to wait${wait}`,
    'starting-slowly': 'it is starting slowly after an outage',
  } as const
  return {
    code: refusal.why === 'open' ? 'circuit' : 'throttled',
    why: words[refusal.why],
    // A slow start frees a place when any of its calls ends.
    retryAfterMs: refusal.retryAfterMs ?? 1_000,
  }
}

function note(execution: Execution, target: Target, skip: Skip): void {
  const before = execution.skipped.get(target)
  execution.skipped.set(target, { code: skip.code, why: skip.why })
  if (before?.code === skip.code || skip.code === 'tried') return
  tell(execution, { type: 'target-skipped', target: target.id, why: skip.why, code: skip.code })
}
