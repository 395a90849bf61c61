import { createHash } from 'node:crypto'
import type { HealthStore } from '@understudy/failover'
import type { FileCoverage, Finding } from '@understudy/findings'
import type { ReviewSource } from '../plan/source.ts'

/** A finished file, as it is remembered. Holds findings, and with them the lines that they quote. */
export interface Checkpoint {
  readonly coverage: FileCoverage
  readonly findings: readonly Finding[]
  /** Epoch milliseconds. */
  readonly reviewedAt: number
}

/** Everything but the model that decides what a review of a file says. */
export interface CheckpointScope {
  readonly task: string
  readonly promptVersion: string
  readonly schemaVersion: number
  /** Settings that change what a model sees or how hard it thinks. */
  readonly settings: string
}

const VERSION = 'v1'

/** Neighbours are part of what a model sees, so a changed neighbour is another question. */
const contextText = ({ context = [] }: ReviewSource): string =>
  context.map(({ path, lines }) => [path, ...lines.map(({ text }) => text)].join('\n')).join('\n\n')

/** Key of one file's checkpoints: a hash of path and content, so that a changed file has none. */
function fileKey(scope: CheckpointScope, file: ReviewSource): string {
  const parts = [
    scope.task,
    scope.promptVersion,
    scope.schemaVersion,
    scope.settings,
    file.path,
    file.content,
    file.before ?? '',
    contextText(file),
  ]
  const hash = createHash('sha256')
  // Lengths keep two different lists of parts from reading the same.
  for (const part of parts.map(String)) hash.update(`${part.length}:${part}`)
  return `review/${VERSION}/${hash.digest('hex')}`
}

/** Kept per target, so that one model's result is never taken for another's. */
const targetCheckpointKey = (scope: CheckpointScope, file: ReviewSource, target: string): string =>
  `${fileKey(scope, file)}/${target}`

/** Remembers a finished file. Anything but a whole review is not worth keeping. @throws UnderstudyError `store-unusable` */
export function saveCheckpoint(store: HealthStore, scope: CheckpointScope, file: ReviewSource, checkpoint: Checkpoint): void {
  const { disposition, target, ranges } = checkpoint.coverage
  if (disposition !== 'reviewed' || target === undefined || ranges) return
  store.saveCheckpoint(targetCheckpointKey(scope, file, target), JSON.stringify(checkpoint), checkpoint.reviewedAt)
}

function read(json: string | null): Checkpoint | null {
  if (json === null) return null
  try {
    const parsed = JSON.parse(json) as Partial<Checkpoint>
    // Written by ourselves under a versioned key; this only guards against a file cut by a crash.
    return parsed.coverage && Array.isArray(parsed.findings) ? (parsed as Checkpoint) : null
  } catch {
    return null
  }
}

/**
 * What is remembered of a file, from the first of `targets` that finished it. The caller orders them: a result of the floor
 * must not be taken while a model could do better.
 */
export function findCheckpoint(
  store: HealthStore,
  scope: CheckpointScope,
  file: ReviewSource,
  targets: readonly string[],
): Checkpoint | null {
  for (const target of targets) {
    const found = read(store.checkpoint(targetCheckpointKey(scope, file, target)))
    if (found) return found
  }
  return null
}
