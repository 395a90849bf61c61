import type { SkipCode } from '../events/events.ts'
import { type Admission, admit, multiplies } from './admission.ts'
import { type Execution, tell, usefulMs } from './execution.ts'
import type { BarsNow } from './memory.ts'
import { Skip, skipForCapacity, skipForCircuit } from './skip.ts'
import type { Target } from './target.ts'

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

const JUST_OPENED = new Skip('circuit', 'its circuit just opened')
const TRIED = new Skip('tried', 'it failed in this execution')
const EXTRA = new Skip('extra-attempts', 'too many extra attempts are under way')
/** Whether the reason passes by itself while the execution waits. */
const passes = (code: SkipCode): boolean =>
  code === 'throttled' || code === 'saturated' || code === 'extra-attempts' || code === 'first-call'

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
    // Known in a moment: going on to the next target now would turn the order of priority round at every start. Unless there is
    // too little time for such a moment.
    if (reason.code === 'first-call' && ms <= usefulMs(execution) / 2)
      return { admission: null, busy: true, open: false, retryAfterMs: ms }
    note(execution, place, reason)
    if (passes(reason.code)) {
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
export function ruledOut(execution: Execution, target: Target, bars?: BarsNow): Skip | null {
  const { engine, call } = execution
  if (target.tasks && !target.tasks.includes(call.task)) return new Skip('task', `it does not do ${call.task}`)
  const refusal = engine.oversight.gate.refusal(target, execution.question, bars?.wallTime)
  if (refusal) return new Skip(refusal.by === 'policy' ? 'policy' : 'barred', refusal.why)
  const bar = engine.memory.barOn(target, bars)
  if (bar) return new Skip('barred', bar.sentence)
  const { unavailable: why } = target.adapter
  if (why !== undefined) return new Skip('unavailable', why)
  const missing = engine.notInstalled.get(target.key)
  if (missing !== undefined) return new Skip('not-installed', missing)
  if (execution.refusedVendors.includes(target.vendor)) return new Skip('same-vendor', `${target.vendor} refused this request`)
  if (execution.tried.includes(target)) return TRIED
  const { contextTokens } = target.adapter.limits
  if (contextTokens <= execution.tooSmallTokens)
    return new Skip('too-small', `its window of ${contextTokens} tokens is not larger`)
  const { attempts } = engine.settings
  return !target.degraded && execution.counted >= attempts ? new Skip('attempts', `all ${attempts} attempts are used`) : null
}

/** What keeps a target out for now. */
function unavailable(execution: Execution, target: Target, extra: boolean, now: number): Skip | null {
  const { engine, call } = execution
  if (engine.settings.onRefusal === 'failover' && engine.refusals.openForMs(target, call.task) !== null)
    return new Skip('refusing', `it refuses ${call.task} again and again`)
  const refusal = engine.board.refusal(target, now)
  if (refusal) return skipForCircuit(refusal)
  const dear = engine.oversight.ledger.refusal(target, call)
  if (dear) return new Skip('spending', dear)
  const full = engine.capacity(target).refusal(call, now)
  if (full) return skipForCapacity(full)
  return extra && !engine.extra.free ? EXTRA : null
}

function note(execution: Execution, place: number, skip: Skip): void {
  const target = execution.order[place] as Target
  execution.skipped ??= []
  const before = execution.skipped[place]
  execution.skipped[place] = skip
  if (before?.code === skip.code || skip.code === 'tried' || !execution.engine.bus.heard(execution.options.onEvent)) return
  tell(execution, { type: 'target-skipped', target: target.id, why: skip.say(), code: skip.code })
}
