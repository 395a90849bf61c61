import type { Runtime } from '@understudy/spec'
import type { TokenBucket } from '../budget/token-bucket.ts'
import type { CircuitBoard } from '../circuit/board.ts'
import type { EventBus } from '../events/event-bus.ts'
import type { Journal } from '../journal/journal.ts'
import type { RouteMemory } from './memory.ts'
import type { RouteSettings } from './settings.ts'
import type { Target } from './target.ts'

/** What all executions of one route share. */
export interface Engine {
  readonly settings: RouteSettings
  readonly targets: readonly Target[]
  readonly runtime: Runtime
  readonly board: CircuitBoard
  readonly memory: RouteMemory
  readonly bus: EventBus
  readonly journal: Journal | null
  /** Retry tokens of a vendor. */
  readonly tokens: (vendor: string) => TokenBucket
}
