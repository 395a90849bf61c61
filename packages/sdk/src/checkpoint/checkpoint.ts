import { createHash } from 'node:crypto'
import type { HealthStore } from '@understudy/failover'
import type { FileCoverage, Finding } from '@understudy/findings'
import type { ReviewSource } from '../plan/source.ts'

/** A finished file, as it is remembered. Holds findings, and with them the lines that they quote. */
export interface Checkpoint {
  readonly coverage: FileCoverage
  readonly findings: readonly Finding[]
  /** Key of every target that had a part in it; the first is the one that it is kept under. */
  readonly channels: readonly string[]
  /** Endpoint of the first. */
  readonly endpoint: string
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

/** Those of `v1` did not say which endpoint and account answered, so nothing of them may be reused; they are pruned by age. */
const VERSION = 'v2'

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

/** Kept per channel and model, so that what one model, endpoint or account said is never taken for another's. */
const targetCheckpointKey = (scope: CheckpointScope, file: ReviewSource, key: string): string => `${fileKey(scope, file)}/${key}`

/** Remembers a finished file. Anything but a whole review is not worth keeping. @throws UnderstudyError `store-unusable` */
export function saveCheckpoint(store: HealthStore, scope: CheckpointScope, file: ReviewSource, checkpoint: Checkpoint): void {
  const { disposition, ranges } = checkpoint.coverage
  const [key] = checkpoint.channels
  if (disposition !== 'reviewed' || key === undefined || ranges) return
  store.saveCheckpoint(targetCheckpointKey(scope, file, key), JSON.stringify(checkpoint), checkpoint.reviewedAt)
}

function read(json: string | null): Checkpoint | null {
  if (json === null) return null
  try {
    const { coverage, findings, channels, endpoint } = (JSON.parse(json) ?? {}) as Partial<Checkpoint>
    // Written by ourselves under a versioned key; this only guards against a row that is not as it was written.
    const whole =
      coverage?.disposition === 'reviewed' && Array.isArray(findings) && Array.isArray(channels) && typeof endpoint === 'string'
    return whole ? (JSON.parse(json) as Checkpoint) : null
  } catch {
    return null
  }
}

/**
 * What is remembered of a file, from the first of `keys` that finished it. The caller orders them: a result of the floor must not
 * be taken while a model could do better. Whatever had a part in it must be among `known`.
 */
export function findCheckpoint(
  store: HealthStore,
  scope: CheckpointScope,
  file: ReviewSource,
  keys: readonly string[],
  known: ReadonlySet<string>,
): Checkpoint | null {
  for (const key of keys) {
    const found = read(store.checkpoint(targetCheckpointKey(scope, file, key)))
    if (found?.channels[0] === key && found.channels.every((channel) => known.has(channel))) return found
  }
  return null
}
