import type { SkipCode } from '../events/events.ts'
import { type Admission, admit, multiplies } from './admission.ts'
import { type Execution, tell, usefulMs } from './execution.ts'
import { anotherServes, ruledOut, unavailable } from './obstacles.ts'
import { findOut, suspicionOf } from './suspicion.ts'
import { Skip } from './skip.ts'
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
/** Whether the reason passes by itself while the execution waits. */
const passes = (code: SkipCode): boolean =>
  code === 'throttled' || code === 'saturated' || code === 'extra-attempts' || code === 'first-call'

/**
 * Takes the highest-priority target that is permitted, not barred, capable, admitted by its circuits, and has capacity. Bars
 * are looked up at this moment, so one made by another call or process a moment ago holds.
 */
export function choose(execution: Execution): Choice {
  const { suspects } = execution.engine
  if (!suspects.any) return look(execution, false)
  const careful = look(execution, true)
  // Alone, or with nobody else who is well, a suspect target is asked as ever.
  return careful.admission || careful.busy ? careful : look(execution, false)
}

function look(execution: Execution, careful: boolean): Choice {
  const extra = multiplies(execution)
  const { memory, runtime } = execution.engine
  const [now, bars] = [runtime.now(), memory.bars()]
  let [busy, open, busyMs, openMs] = [false, false, Infinity, Infinity]
  for (let place = 0; place < execution.order.length; place++) {
    const target = execution.order[place] as Target
    const skip =
      ruledOut(execution, target, bars) ??
      unavailable(execution, target, extra, now) ??
      (careful ? suspect(execution, target) : null)
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

/** What speaks against a suspect target while another one is well. */
function suspect(execution: Execution, target: Target): Skip | null {
  const suspicion = suspicionOf(execution.engine, target)
  if (!suspicion || !anotherServes(execution, target) || findOut(execution, target)) return null
  return new Skip('suspect', `it is suspect: ${suspicion.why}`)
}

function note(execution: Execution, place: number, skip: Skip): void {
  const target = execution.order[place] as Target
  execution.skipped ??= []
  const before = execution.skipped[place]
  execution.skipped[place] = skip
  if (before?.code === skip.code || skip.code === 'tried' || !execution.engine.bus.heard(execution.options.onEvent)) return
  tell(execution, { type: 'target-skipped', target: target.id, why: skip.say(), code: skip.code })
}
