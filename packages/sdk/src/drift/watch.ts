import type { DriftAlarm, DriftState } from '@understudy/findings/compare'
import type { Profile } from '@understudy/findings/qualify'
import type { TaskName } from '@understudy/spec'
import { type Memory, recall, remember } from './memory.ts'
import type { ModelObservation } from './observations.ts'

/** One alarm, with the model, the task and the language that it is about. */
export interface ModelDrift extends DriftAlarm {
  readonly servedModel: string
  readonly task: TaskName
  readonly language: string
}

/** When a model was last suspected of having changed. Profiles from before say nothing of it any more. */
export interface Suspicion {
  /** Epoch milliseconds. */
  readonly at: number
  readonly sentence: string
}

export interface DriftQuestion {
  readonly task: TaskName
  readonly promptVersion: string
  readonly profiles: readonly Profile[]
  readonly memory: Memory
  /** Epoch milliseconds. */
  readonly wallTime: number
}

type About = Pick<DriftQuestion, 'task' | 'promptVersion'>

const streamKey = ({ task, promptVersion }: About, { servedModel, language }: ModelObservation): string =>
  `drift/v3/${task}/${promptVersion}/${language}/${servedModel}`

const suspicionKey = ({ task, promptVersion }: About, servedModel: string): string =>
  `drift-suspicion/v1/${task}/${promptVersion}/${servedModel}`

/** The last suspicion of a model, if there was one. */
export function suspicionOf(memory: Memory, about: About, servedModel: string): Suspicion | null {
  return recall(memory, suspicionKey(about, servedModel)) as Suspicion | null
}

/**
 * Feeds what a review told into the tests of each model and language, and gives the alarms that they raise: a model that behaves
 * otherwise than it used to may have been changed behind its id.
 */
export async function watchDrift(
  observations: readonly ModelObservation[],
  { memory, profiles, wallTime, ...about }: DriftQuestion,
): Promise<readonly ModelDrift[]> {
  const [{ findProfile }, { DRIFT_START, observeDrift }] = await Promise.all([
    import('@understudy/findings/qualify'),
    import('@understudy/findings/compare'),
  ])
  return observations.flatMap((observation): readonly ModelDrift[] => {
    const { servedModel, language } = observation
    const refusals = findProfile(profiles, { servedModel, ...about })?.refusalRate
    const key = streamKey(about, observation)
    const before = (recall(memory, key) as DriftState | null) ?? DRIFT_START
    const { state, alarms } = observeDrift(before, observation, refusals?.known ? { refusalRate: refusals.value } : {})
    remember(memory, key, state)
    const [alarm] = alarms
    if (alarm) remember(memory, suspicionKey(about, servedModel), { at: wallTime, sentence: alarm.sentence } satisfies Suspicion)
    return alarms.map((one) => ({ ...one, servedModel, task: about.task, language }))
  })
}
