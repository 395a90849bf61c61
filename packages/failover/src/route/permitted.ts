import type { GateQuestion } from '../policy/ruling.ts'
import type { Engine } from './engine.ts'

/** Keys of those who would be asked if everybody were healthy, in order of priority. */
export function permittedBy({ targets, oversight }: Engine, question: GateQuestion): readonly string[] {
  // One of its own: what is asked here must not pass for what was asked by callers.
  const gate = oversight.newGate()
  return targets
    .filter((target) => (!target.tasks || target.tasks.includes(question.task)) && gate.refusal(target, question) === null)
    .map(({ key }) => key)
}
