import type { TargetStatus } from '@understudy/failover'
import type { FileResult } from '../coverage/file-result.ts'
import type { ReviewSource } from '../plan/source.ts'
import type { ReviewRun } from '../reviewer/review-run.ts'
import { type Checkpoint, findCheckpoint } from './checkpoint.ts'
import { lastServedModel } from './served-model.ts'

/** Which results of earlier reviews may stand for a new one. */
export interface Reuse {
  /** What an interrupted run finished, whichever target did. */
  readonly resume: boolean
  /** What the target that would be asked now said of the same content before. */
  readonly cache: boolean
}

/**
 * Keys of the targets whose finished work a resumed run takes over: every model's, the withdrawn ones' included, because their files were read
 * whole. The floor's only when no model could read the file better now.
 */
export function targetsToResume(status: readonly TargetStatus[]): readonly string[] {
  const models = status.filter((target) => !target.degraded)
  const floors = status.filter((target) => target.degraded)
  const modelLeft = models.some((target) => !target.bar)
  return [...models, ...(modelLeft ? [] : floors)].map((target) => target.key)
}

/**
 * Key of the target whose earlier results a cache may give back: only of the target whose turn it is for this code, and of the model that serves it
 * now. After a change of model nothing is adopted; the new one reads for itself.
 */
export function targetsToTrust(status: readonly TargetStatus[], permitted: readonly string[]): readonly string[] {
  const first = status.find((target) => !target.bar && permitted.includes(target.key))
  return first ? [first.key] : []
}

/** Whether the target that gave this result has since been served by another model: its alias moved. */
function isOutdated({ memory }: Pick<ReviewRun, 'memory'>, { coverage, channels: [key = ''] }: Checkpoint): boolean {
  const now = lastServedModel(memory, key)
  return now !== null && now !== coverage.servedModel
}

/** Results that stand for a new review, by path. Each says in its coverage that it was taken over, and which endpoint gave it. */
export function reuseFiles(run: ReviewRun, files: readonly ReviewSource[], reuse: Reuse): ReadonlyMap<string, FileResult> {
  const reused = new Map<string, FileResult>()
  if (!run.checkpoints || !(reuse.resume || reuse.cache)) return reused
  const { store, scope } = run.checkpoints
  const status = run.route.status()
  const permitted = run.route.permitted({ task: run.kind.name, subject: run.subject })
  const keys = reuse.resume ? targetsToResume(status) : targetsToTrust(status, permitted)
  const known = new Set(reuse.resume ? keys : permitted)
  const mark = reuse.resume ? { resumed: true } : { cached: true }
  for (const file of files) {
    const found = findCheckpoint(store, scope, file, keys, known)
    if (!found || (!reuse.resume && isOutdated(run, found))) continue
    const coverage = { ...found.coverage, ...mark, endpoint: found.endpoint }
    reused.set(file.path, { coverage, findings: found.findings, channels: found.channels, endpoint: found.endpoint })
  }
  return reused
}
