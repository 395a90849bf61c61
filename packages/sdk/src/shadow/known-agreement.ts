import type { TaskName } from '@understudy/spec'
import { lastServedModel } from '../checkpoint/served-model.ts'
import type { Memory } from '../drift/memory.ts'
import { recordedShadows } from './record.ts'

/** A target as an agreement is asked for it. */
export interface AskedTarget {
  readonly id: string
  readonly model: string
}

/**
 * How far targets agree on a task, F1 from 0 to 1 over all languages, as shadow runs found it; undefined where too little is known.
 * What `readiness` asks for a substitute's known agreement.
 */
export async function knownAgreement(
  memory: Memory,
  task: TaskName = 'review.files',
): Promise<(first: AskedTarget, substitute: AskedTarget) => number | undefined> {
  const { runningFigures } = await import('@understudy/findings/compare')
  const recorded = recordedShadows(memory).filter(({ pair }) => pair.task === task)
  const servedBy = ({ id, model }: AskedTarget): string => lastServedModel(memory, id) ?? model
  return (first, substitute) => {
    const [primary, standby] = [servedBy(first), servedBy(substitute)]
    const records = recorded.filter(({ pair }) => pair.primary === primary && pair.standby === standby)
    const { f1 } = runningFigures(records.map(({ record }) => record))
    return f1.known ? f1.value : undefined
  }
}
