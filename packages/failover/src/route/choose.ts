import type { SkipCode } from '../events/events.ts'
import { type Admission, admit, multiplies } from './admission.ts'
import { policyKey } from './engine.ts'
import { type Execution, questionOf, tell } from './execution.ts'
import type { Target } from './target.ts'

export interface Skip {
  readonly code: SkipCode
  readonly why: string
  readonly retryAfterMs?: number
}

export type Choice =
  | { readonly admission: Admission }
  | {
      readonly admission: null
      /** A busy target will do soon; time alone changes that after `retryAfterMs`, if it is set. */
      readonly busy: boolean
      /** Only open circuits keep targets out. */
      readonly open: boolean
      readonly retryAfterMs?: number
    }

/** Reasons that pass by themselves while the execution waits. */
const BUSY: ReadonlySet<SkipCode> = new Set(['throttled', 'saturated', 'extra-attempts'])

/**
 * Takes the highest-priority target that is permitted, not barred, capable, admitted by its circuits, and has capacity. Bars
 * are looked up at this moment, so one made by another call or process a moment ago holds.
 */
export function choose(execution: Execution): Choice {
  const extra = multiplies(execution)
  const waits = { busy: false, open: false, busyMs: Infinity, openMs: Infinity }
  for (const target of execution.order) {
    const skip = ruledOut(execution, target) ?? unavailable(execution, target, extra)
    const admission = skip ? null : admit(execution, target, extra)
    if (admission) return { admission }
    const reason: Skip = skip ?? { code: 'circuit', why: 'its circuit just opened' }
    // Known in a moment: going on to the next target now would turn the order of priority round at every start.
    if (reason.code === 'first-call') return { admission: null, busy: true, open: false, ...retryAfter(reason) }
    note(execution, target, reason)
    const ms = reason.retryAfterMs ?? Infinity
    if (BUSY.has(reason.code)) [waits.busy, waits.busyMs] = [true, Math.min(waits.busyMs, ms)]
    if (reason.code === 'circuit') [waits.open, waits.openMs] = [true, Math.min(waits.openMs, ms)]
  }
  const ms = waits.busy ? waits.busyMs : waits.openMs
  return { admission: null, busy: waits.busy, open: waits.open && !waits.busy, ...(ms < Infinity && { retryAfterMs: ms }) }
}

/** The highest-priority target that only open circuits keep out, asked all the same; null when there is none. */
export function chooseForced(execution: Execution): Admission | null {
  for (const target of execution.order) {
    if (ruledOut(execution, target)) continue
    const admission = admit(execution, target, false, true)
    if (admission) return admission
  }
  return null
}

/** What keeps a target out whatever its health. Asked before every attempt: retries, hedges and forced probes included. */
export function ruledOut(execution: Execution, target: Target): Skip | null {
  const { engine, call } = execution
  if (target.tasks && !target.tasks.includes(call.task)) return { code: 'task', why: `it does not do ${call.task}` }
  const refusal = engine.oversight.gate.refusal(target, questionOf(execution))
  if (refusal) return { code: refusal.by === 'policy' ? 'policy' : 'barred', why: refusal.why }
  const bar = engine.memory.barOn(target)
  if (bar) return { code: 'barred', why: bar.sentence }
  if (execution.refusedVendors.has(target.vendor)) return { code: 'same-vendor', why: `${target.vendor} refused this request` }
  if (execution.tried.has(target)) return { code: 'tried', why: 'it failed in this execution' }
  if (target.adapter.limits.contextTokens <= execution.tooSmallTokens)
    return { code: 'too-small', why: `its window of ${target.adapter.limits.contextTokens} tokens is not larger` }
  if (!target.degraded && execution.counted >= engine.settings.attempts)
    return { code: 'attempts', why: `all ${engine.settings.attempts} attempts are used` }
  return null
}

const WORDS = {
  probing: 'a probe of it is under way',
  'starting-slowly': 'it is starting slowly after an outage',
  silent: 'calls in flight have been silent for too long',
} as const

/** What keeps a target out for now. */
function unavailable(execution: Execution, target: Target, extra: boolean): Skip | null {
  const { engine, call } = execution
  const refusing = engine.settings.onRefusal === 'failover' ? engine.refusals.openForMs(policyKey(target, call.task)) : null
  if (refusing !== null) return { code: 'refusing', why: `it refuses ${call.task} again and again` }
  const refusal = engine.board.refusal(target)
  if (refusal) {
    const { why, subject, retryAfterMs = Infinity } = refusal
    const wait = retryAfterMs < Infinity ? ` for another ${Math.ceil(retryAfterMs / 1_000)} s` : ''
    const timed = retryAfterMs < Infinity ? { retryAfterMs } : {}
    if (why === 'open') return { code: 'circuit', why: `its ${subject} circuit is open${wait}`, ...timed }
    if (why === 'throttled') return { code: 'throttled', why: `its vendor asked to wait${wait}`, ...timed }
    // A probe under way says soon enough whether the target is back: nobody waits for it if another target can serve.
    return { code: 'saturated', why: WORDS[why], ...timed }
  }
  const dear = engine.oversight.ledger.refusal(target, call)
  if (dear) return { code: 'spending', why: dear }
  const full = engine.capacity(target).refusal(call, engine.runtime.now())
  if (full?.why === 'first-call') return { code: 'first-call', why: 'its first call is under way', ...retryAfter(full) }
  if (full) {
    const wait = retryAfter(full)
    return {
      code: 'saturated',
      why: full.why === 'concurrency' ? 'it takes no more calls at once' : `its ${full.why} a minute are used`,
      ...wait,
    }
  }
  return extra && !engine.extra.free ? { code: 'extra-attempts', why: 'too many extra attempts are under way' } : null
}

function retryAfter({ retryAfterMs }: { readonly retryAfterMs?: number }): { readonly retryAfterMs?: number } {
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}

function note(execution: Execution, target: Target, skip: Skip): void {
  const before = execution.skipped.get(target)
  if (before?.code === skip.code && before.why === skip.why) return
  execution.skipped.set(target, { code: skip.code, why: skip.why })
  if (before?.code === skip.code || skip.code === 'tried') return
  tell(execution, { type: 'target-skipped', target: target.id, why: skip.why, code: skip.code })
}
