import type { HealthStore } from '@understudy/failover'
import { checkMembers, checkNumber, hasCode, type Runtime } from '@understudy/spec'

/** How long finished files are remembered. A checkpoint quotes lines of code, so none is kept for ever. */
export interface CheckpointKeeping {
  /** Older ones are removed, in milliseconds. @default 2_592_000_000 (30 days) */
  readonly maxAgeMs?: number
  /** Most that are kept, the newest ones. @default 20_000 */
  readonly most?: number
}

/** @throws InvalidOptionError */
export function checkpointKeeping(given: CheckpointKeeping = {}): Required<CheckpointKeeping> {
  checkMembers('checkpoints', given, ['maxAgeMs', 'most'])
  return {
    maxAgeMs: checkNumber('checkpoints.maxAgeMs', given.maxAgeMs ?? 30 * 86_400_000, { min: 1 }),
    most: checkNumber('checkpoints.most', given.most ?? 20_000, { min: 0, whole: true }),
  }
}

/** Looking for old ones costs a query, so not after every review. */
const EVERY_MS = 3_600_000

/** Removes what was remembered for long enough. */
export class CheckpointPruner {
  readonly #store: HealthStore
  readonly #keeping: Required<CheckpointKeeping>
  readonly #runtime: Pick<Runtime, 'now' | 'wallTime'>
  #nextAt = Number.NEGATIVE_INFINITY

  constructor(store: HealthStore, keeping: Required<CheckpointKeeping>, runtime: Pick<Runtime, 'now' | 'wallTime'>) {
    this.#store = store
    this.#keeping = keeping
    this.#runtime = runtime
  }

  /** Call it after a review. A store that cannot be used keeps them a while longer; who asks it for bars says so. */
  prune(): void {
    if (this.#runtime.now() < this.#nextAt) return
    this.#nextAt = this.#runtime.now() + EVERY_MS
    try {
      this.#store.pruneCheckpoints(this.#runtime.wallTime() - this.#keeping.maxAgeMs, this.#keeping.most)
    } catch (error) {
      if (!hasCode(error, 'store-unusable') && !hasCode(error, 'closed')) throw error
    }
  }
}
