import type { HealthStore } from '@understudy/failover'
import type { DriftAlarm, DriftState } from '@understudy/findings/compare'
import type { Profile } from '@understudy/findings/qualify'
import { hasCode, type TaskName } from '@understudy/spec'
import type { ModelObservations } from './observations.ts'

/** Where the running state of the tests is kept between reviews. */
export type DriftMemory = Pick<HealthStore, 'checkpoint' | 'saveCheckpoint'>

/** One alarm, with the model that it is about. */
export interface ModelDrift extends DriftAlarm {
  readonly servedModel: string
}

export interface DriftQuestion {
  readonly task: TaskName
  readonly promptVersion: string
  readonly profiles: readonly Profile[]
  readonly memory: DriftMemory
}

/** The last state, or null where there is none; a store that cannot be read costs memory, not a review. */
function recall(memory: DriftMemory, key: string): DriftState | null {
  try {
    const json = memory.checkpoint(key)
    return json === null ? null : (JSON.parse(json) as DriftState)
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'store-unusable')) return null
    throw error
  }
}

/**
 * Feeds what a review told into the tests of each model that has a profile, and gives the alarms that they raise: a model
 * that behaves otherwise than it was measured may have been changed behind its id.
 */
export async function watchDrift(
  models: readonly ModelObservations[],
  { task, promptVersion, profiles, memory }: DriftQuestion,
): Promise<readonly ModelDrift[]> {
  const [{ findProfile }, { DRIFT_START, observeDrift }] = await Promise.all([
    import('@understudy/findings/qualify'),
    import('@understudy/findings/compare'),
  ])
  return models.flatMap(({ servedModel, observations }) => {
    const profile = findProfile(profiles, { servedModel, task, promptVersion })
    if (!profile) return []
    const { findingsPerKloc, familyCounts } = profile
    const families = new Map(Object.entries(familyCounts)) as ReadonlyMap<keyof typeof familyCounts, number>
    const key = `drift/v1/${task}/${promptVersion}/${servedModel}`
    let state = recall(memory, key) ?? DRIFT_START
    const alarms: ModelDrift[] = []
    for (const observation of observations) {
      const step = observeDrift(state, observation, { findingsPerKloc, families })
      state = step.state
      alarms.push(...step.alarms.map((alarm) => ({ ...alarm, servedModel })))
    }
    try {
      memory.saveCheckpoint(key, JSON.stringify(state))
    } catch (error) {
      if (!hasCode(error, 'store-unusable')) throw error
    }
    return alarms
  })
}
