import type { Runtime } from '@understudy/spec'
import type { ExtraAttempts } from '../budget/extra-attempts.ts'
import type { ForcedProbe } from '../budget/forced-probe.ts'
import type { TokenBucket } from '../budget/token-bucket.ts'
import type { Line } from '../capacity/line.ts'
import type { TargetCapacity } from '../capacity/target-capacity.ts'
import type { CircuitBoard } from '../circuit/board.ts'
import type { CircuitHints } from './circuit-hints.ts'
import type { RefusalCircuits } from '../circuit/refusals.ts'
import type { Suspects } from '../circuit/suspects.ts'
import type { TurnedAway } from '../circuit/turned-away.ts'
import type { EventBus } from '../events/event-bus.ts'
import type { HedgeBudget } from '../hedge/options.ts'
import type { UsualCall } from '../price/usual-call.ts'
import type { Journal } from '../journal/journal.ts'
import type { Attempt } from './attempt.ts'
import type { AttemptsUnderWay } from './attempts-under-way.ts'
import type { SyntheticProbe } from './canned-probe.ts'
import type { Doubts } from './doubts.ts'
import type { ExecutionsUnderWay } from './executions-under-way.ts'
import type { HangWatch } from './hang-watch.ts'
import type { RouteMemory } from './memory.ts'
import type { RecordKeeping } from './record-keeping.ts'
import type { Oversight } from './oversight.ts'
import type { RouteSettings } from './settings.ts'
import type { Target } from './target.ts'

/** What all executions of one route share. */
export interface Engine {
  readonly settings: RouteSettings
  readonly targets: readonly Target[]
  readonly runtime: Runtime
  readonly bus: EventBus
  readonly journal: Journal | null
  readonly records: RecordKeeping
  readonly memory: RouteMemory
  readonly board: CircuitBoard
  readonly hints: CircuitHints
  readonly oversight: Oversight
  readonly refusals: RefusalCircuits
  readonly suspects: Suspects
  readonly turnedAway: TurnedAway
  readonly doubts: Doubts
  readonly extra: ExtraAttempts
  readonly hedges: HedgeBudget
  readonly forced: ForcedProbe
  /** What its calls usually use. */
  readonly calls: UsualCall
  readonly line: Line<Attempt>
  readonly hangs: HangWatch
  readonly executions: ExecutionsUnderWay
  readonly attempts: AttemptsUnderWay
  /** Targets whose vendor's SDK is not installed, by key, with the sentence that says what to install. */
  readonly notInstalled: Map<string, string>
  /** Notices that were told to be held, by task. */
  readonly heldTold: Set<string>
  /** Synthetic probes that are under way. */
  readonly probes: Set<SyntheticProbe>
  /** Set when the grace of `close` is over: nothing more is begun. */
  readonly over: { now: boolean }
  /** Retry tokens of a vendor. */
  readonly tokens: (vendor: string) => TokenBucket
  readonly capacity: (target: Target) => TargetCapacity
}
