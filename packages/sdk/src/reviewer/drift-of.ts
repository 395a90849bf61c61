import type { ModelObservation } from '../drift/observations.ts'
import { type ModelDrift, watchDrift } from '../drift/watch.ts'
import type { ReviewRun } from './review-run.ts'

/** Looks whether a model behaves otherwise than it used to, where that was asked for. */
export async function driftOf(run: ReviewRun, observations: readonly ModelObservation[]): Promise<readonly ModelDrift[]> {
  if (!run.watchDrift) return []
  return watchDrift(observations, {
    task: run.kind.name,
    promptVersion: run.kind.promptVersion,
    profiles: run.comparability?.profiles ?? [],
    memory: run.memory,
    wallTime: run.runtime.wallTime(),
  })
}
