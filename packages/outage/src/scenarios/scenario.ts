import type { FaultName } from '../faults/catalogue.ts'
import type { FaultSettings } from '../faults/fault.ts'
import type { When } from '../faults/when.ts'
import type { WorldAccount, WorldModel } from '../world/options.ts'
import type { WithdrawalOptions } from '../world/withdrawal.ts'

/** Something that happens to the world at a time, in milliseconds since the start. */
export type ScenarioStep =
  | ({ readonly atMs: number; readonly do: 'withdraw'; readonly model: string } & Omit<WithdrawalOptions, 'afterMs'>)
  | { readonly atMs: number; readonly do: 'reinstate'; readonly model: string; readonly account?: string }
  | {
      readonly atMs: number
      readonly do: 'inject'
      readonly model: string
      readonly fault: FaultName
      readonly settings?: FaultSettings
      readonly when?: When
      /** Ends the fault after this time. @default it stays until the end */
      readonly forMs?: number
    }
  /** An operator's document bars a model before any call fails; the client under drill is told, the wire says nothing. */
  | { readonly atMs: number; readonly do: 'notice'; readonly model: string; readonly sentence: string }

/** What must be true when a drill is over. Members that are not given are not judged. */
export interface DrillExpectation {
  /** Calls that may end without an answer. @default 0 */
  readonly lostAtMost?: number
  /** Longest time any call may take. */
  readonly eachWithinMs?: number
  /** Between two times, only these models may have answered. */
  readonly servedBy?: readonly { readonly fromMs: number; readonly untilMs: number; readonly models: readonly string[] }[]
  /** From a time on, a model may be asked only so often. */
  readonly asked?: readonly {
    readonly model: string
    readonly fromMs: number
    readonly untilMs?: number
    readonly atMost: number
  }[]
}

/** An outage as data: a world, what happens to it, the calls that meet it, and what must hold at the end. */
export interface Scenario {
  readonly name: string
  /** What happens, in one or two sentences. */
  readonly summary: string
  /** ISO 8601; the wall clock at the start. @default 2026-06-12T17:21:00-04:00, when two models vanished */
  readonly startsAt?: string
  readonly lastsMs: number
  readonly models: readonly WorldModel[]
  readonly accounts?: readonly WorldAccount[]
  /** Seed of every chance in it. @default 1 */
  readonly seed?: number
  readonly steps: readonly ScenarioStep[]
  readonly calls: {
    /** Calls over the whole time, evenly spread. */
    readonly count: number
    /** Time after which the client should have given up. @default 60_000 */
    readonly deadlineMs?: number
    readonly stream?: boolean
  }
  readonly expect: DrillExpectation
}
