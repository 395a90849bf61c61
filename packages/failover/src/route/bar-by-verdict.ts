import type { Judgement } from '../verdict/judge-withdrawal.ts'
import type { Engine } from './engine.ts'
import { type Execution, tell } from './execution.ts'
import type { Target } from './target.ts'

/** Bars what a judged failure names, tells it once, and sees to it that the bar is looked after. `by` is null for a canned call. */
export function barByVerdict(engine: Engine, target: Target, judged: Judgement, by: Execution | null): void {
  const made = engine.memory.barByVerdict(target, judged)
  if (!made) return
  const { reason, sentence } = made
  const event = { type: 'target-barred', target: target.id, by: made.by, reason, sentence } as const
  engine.journal?.record({
    type: 'decision',
    ...(by && { executionId: by.id }),
    decision: 'barred',
    target: target.id,
    why: sentence,
  })
  if (by) tell(by, event)
  else engine.bus.emit(event)
  engine.oversight.prober.wake()
}

/** Whether a judgement takes its target away, as against one for a circuit's cooldown. */
export function takesAway({ firmness }: Judgement): boolean {
  return firmness === 'sticky' || firmness === 'provisional'
}
