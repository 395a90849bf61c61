import type { BarIndex } from '../bar/barred.ts'
import type { CircuitRefusal } from '../circuit/circuit-types.ts'
import type { SkipCode } from '../events/events.ts'
import { type Admission, admit, multiplies } from './admission.ts'
import { policyKey } from './engine.ts'
import { type Execution, tell } from './execution.ts'
import type { Target } from './target.ts'

export interface Skip {
  readonly code: SkipCode
  /** Said only when somebody reads it: with many targets most reasons are never read. */
  readonly say: () => string
  readonly retryAfterMs?: number | undefined
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

const JUST_OPENED: Skip = { code: 'circuit', say: () => 'its circuit just opened' }
/** Reasons that pass by themselves while the execution waits. */
const BUSY: ReadonlySet<SkipCode> = new Set(['throttled', 'saturated', 'extra-attempts'])

/**
 * Takes the highest-priority target that is permitted, not barred, capable, admitted by its circuits, and has capacity. Bars
 * are looked up at this moment, so one made by another call or process a moment ago holds.
 */
export function choose(execution: Execution): Choice {
  const extra = multiplies(execution)
  const { memory, runtime } = execution.engine
  const [now, bars] = [runtime.now(), memory.bars()]
  let [busy, open, busyMs, openMs] = [false, false, Infinity, Infinity]
  for (let place = 0; place < execution.order.length; place++) {
    const target = execution.order[place] as Target
    const skip = ruledOut(execution, target, bars) ?? unavailable(execution, target, extra, now)
    const admission = skip ? null : admit(execution, target, extra)
    if (admission) return { admission }
    const reason = skip ?? unavailable(execution, target, extra, now) ?? JUST_OPENED
    const ms = reason.retryAfterMs ?? Infinity
    // Known in a moment: going on to the next target now would turn the order of priority round at every start.
    if (reason.code === 'first-call') return { admission: null, busy: true, open: false, retryAfterMs: ms }
    note(execution, place, reason)
    if (BUSY.has(reason.code)) {
      busy = true
      busyMs = Math.min(busyMs, ms)
    } else if (reason.code === 'circuit') {
      open = true
      openMs = Math.min(openMs, ms)
    }
  }
  const ms = busy ? busyMs : openMs
  return { admission: null, busy, open: open && !busy, ...(ms < Infinity && { retryAfterMs: ms }) }
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
export function ruledOut(execution: Execution, target: Target, bars?: BarIndex): Skip | null {
  const { engine, call } = execution
  if (target.tasks && !target.tasks.includes(call.task)) return { code: 'task', say: () => `it does not do ${call.task}` }
  const refusal = engine.oversight.gate.refusal(target, execution.question)
  if (refusal) return { code: refusal.by === 'policy' ? 'policy' : 'barred', say: () => refusal.why }
  const bar = engine.memory.barOn(target, bars)
  if (bar) return { code: 'barred', say: () => bar.sentence }
  if (execution.refusedVendors.includes(target.vendor))
    return { code: 'same-vendor', say: () => `${target.vendor} refused this request` }
  if (execution.tried.includes(target)) return { code: 'tried', say: () => 'it failed in this execution' }
  if (target.adapter.limits.contextTokens <= execution.tooSmallTokens)
    return { code: 'too-small', say: () => `its window of ${target.adapter.limits.contextTokens} tokens is not larger` }
  if (!target.degraded && execution.counted >= engine.settings.attempts)
    return { code: 'attempts', say: () => `all ${engine.settings.attempts} attempts are used` }
  return null
}

const WORDS = {
  probing: 'a probe of it is under way',
  'starting-slowly': 'it is starting slowly after an outage',
  silent: 'calls in flight have been silent for too long',
} as const

/** What keeps a target out for now. */
function unavailable(execution: Execution, target: Target, extra: boolean, now: number): Skip | null {
  const { engine, call } = execution
  const refusing = engine.settings.onRefusal === 'failover' ? engine.refusals.openForMs(policyKey(target, call.task)) : null
  if (refusing !== null) return { code: 'refusing', say: () => `it refuses ${call.task} again and again` }
  const refusal = engine.board.refusal(target, now)
  if (refusal) return skipOf(refusal)
  const dear = engine.oversight.ledger.refusal(target, call)
  if (dear) return { code: 'spending', say: () => dear }
  const full = engine.capacity(target).refusal(call, now)
  if (full?.why === 'first-call')
    return { code: 'first-call', say: () => 'its first call is under way', retryAfterMs: full.retryAfterMs }
  if (full) return { code: 'saturated', say: () => FULL[full.why], retryAfterMs: full.retryAfterMs }
  return extra && !engine.extra.free ? { code: 'extra-attempts', say: () => 'too many extra attempts are under way' } : null
}

const CODES = {
  open: 'circuit',
  throttled: 'throttled',
  probing: 'saturated',
  'starting-slowly': 'saturated',
  silent: 'saturated',
} as const

/** A probe under way says soon enough whether the target is back: nobody waits for it if another target can serve. */
function skipOf(refusal: CircuitRefusal): Skip {
  return { code: CODES[refusal.why], say: () => wordsOf(refusal), retryAfterMs: refusal.retryAfterMs }
}

function wordsOf({ why, subject, retryAfterMs }: CircuitRefusal): string {
  if (why === 'open') return `its ${subject} circuit is open${inWords(retryAfterMs)}`
  return why === 'throttled' ? `its vendor asked to wait${inWords(retryAfterMs)}` : WORDS[why]
}

const FULL = {
  'first-call': 'its first call is under way',
  concurrency: 'it takes no more calls at once',
  requests: 'its requests a minute are used',
  tokens: 'its tokens a minute are used',
} as const

function inWords(ms: number | undefined): string {
  return ms === undefined ? '' : ` for another ${Math.ceil(ms / 1_000)} s`
}

function note(execution: Execution, place: number, skip: Skip): void {
  const target = execution.order[place] as Target
  execution.skipped ??= []
  const before = execution.skipped[place]
  execution.skipped[place] = skip
  if (before?.code === skip.code || skip.code === 'tried' || !execution.engine.bus.heard(execution.options.onEvent)) return
  tell(execution, { type: 'target-skipped', target: target.id, why: skip.say(), code: skip.code })
}
