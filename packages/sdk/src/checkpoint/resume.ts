import type { TargetStatus } from '@understudy/failover'
import type { SourceFile } from '@understudy/spec'
import type { FileResult } from '../coverage/file-result.ts'
import type { ReviewRun } from '../reviewer/review-run.ts'
import { findCheckpoint } from './checkpoint.ts'

/**
 * Whose finished work a resumed run takes over: every model's, the withdrawn ones' included, because their files were read
 * whole. The floor's only when no model could read the file better now.
 */
export function targetsToResume(status: readonly TargetStatus[]): readonly string[] {
  const models = status.filter((target) => !target.degraded)
  const floors = status.filter((target) => target.degraded)
  const modelLeft = models.some((target) => !target.bar)
  return [...models, ...(modelLeft ? [] : floors)].map((target) => target.id)
}

/** What an earlier run finished, by path; says so in each file's coverage. */
export function resumeFiles(run: ReviewRun, files: readonly SourceFile[]): ReadonlyMap<string, FileResult> {
  const resumed = new Map<string, FileResult>()
  if (!run.checkpoints) return resumed
  const { store, scope } = run.checkpoints
  const targets = targetsToResume(run.route.status())
  for (const file of files) {
    const found = findCheckpoint(store, scope, file, targets)
    if (found) resumed.set(file.path, { coverage: { ...found.coverage, resumed: true }, findings: found.findings })
  }
  return resumed
}
