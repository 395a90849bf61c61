import { ABSENT_EXTENSION, mergeFindings, type Report, reviewStatus, unknownComparability } from '@understudy/findings'
import { type AttemptRecord, isoTime, type TaskName } from '@understudy/spec'
import type { FileResult } from '../coverage/file-result.ts'
import { TOOL } from './tool.ts'

export interface ReportParts {
  readonly task: TaskName
  /** In the order of the input. */
  readonly files: readonly FileResult[]
  readonly attempts: readonly AttemptRecord[]
  readonly notes: readonly string[]
  /** Targets that were to be asked and cannot serve, in sentences. */
  readonly absent: readonly string[]
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly durationMs: number
}

/** Calls end in another order than they began. */
const byStart = (a: AttemptRecord, b: AttemptRecord): number => Date.parse(a.startedAt) - Date.parse(b.startedAt) || 0

/** Puts a report together. Its status follows from the coverage alone. */
export function assembleReport({ task, files, attempts, notes, absent, startedAt, durationMs }: ReportParts): Report {
  const coverage = files.map((file) => file.coverage)
  const servedModels = coverage.flatMap(({ servedModel }) => servedModel ?? [])
  return {
    schemaVersion: 1,
    tool: TOOL,
    task,
    status: reviewStatus(coverage),
    coverage: { files: coverage },
    findings: mergeFindings(files.flatMap((file) => file.findings)),
    comparability: unknownComparability(servedModels),
    attempts: attempts.toSorted(byStart),
    startedAt: isoTime(startedAt),
    durationMs: Math.round(durationMs),
    notes: [...absent, ...notes],
    extensions: absent.length === 0 ? {} : { [ABSENT_EXTENSION]: absent },
  }
}
