import { createHash } from 'node:crypto'
import type { TaskName } from '@understudy/spec'

/** Everything that a cached answer about one file depends on. */
export interface CacheIdentity {
  readonly path: string
  readonly content: string
  readonly task: TaskName
  readonly promptVersion: string
  /** Version of the answer's schema. */
  readonly schemaVersion: number
  /** The model that answered, as its vendor named it, never the one that was asked for. */
  readonly servedModel: string
}

/**
 * The key under which an answer about one file may be kept and found again. The served model is part of it, so after a
 * change of model nothing of the old one's is taken for the new one's.
 */
export function reviewCacheKey({ path, content, task, promptVersion, schemaVersion, servedModel }: CacheIdentity): string {
  const hash = createHash('sha256').update('understudy.review.v1')
  // Each part with its length, so that no two lists of parts read the same.
  for (const part of [path, content, task, promptVersion, String(schemaVersion), servedModel])
    hash.update(`\0${part.length}\0${part}`)
  return hash.digest('hex')
}
