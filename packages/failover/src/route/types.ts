import type {
  AttemptLimits,
  AttemptProgress,
  AttemptRecord,
  ModelAdapter,
  ModelCall,
  ModelFailure,
  ModelReply,
  Runtime,
} from '@understudy/spec'
import type { OperatorScope } from '../bar/bar.ts'
import type { RetryBudgetOptions } from '../budget/extra-attempts.ts'
import type { CapacityOptions } from '../capacity/options.ts'
import type { CircuitOptions } from '../circuit/options.ts'
import type { CircuitState } from '../circuit/circuit-types.ts'
import type { RouteListener } from '../events/event-bus.ts'
import type { SkipCode } from '../events/events.ts'
import type { HedgingOptions } from '../hedge/options.ts'
import type { Journal } from '../journal/journal.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { LaterRules, NoticeFeed } from '../policy/gate.ts'
import type { GateQuestion } from '../policy/ruling.ts'
import type { Policy } from '../policy/policy.ts'
import type { PriceTable } from '../price/price.ts'
import type { SpendingCap } from '../price/spending-cap.ts'
import type { Readiness } from '../readiness/readiness.ts'
import type { HealthStore } from '../store/store.ts'
import type { RouteStreamEvent } from '../stream/events.ts'
import type { Unproven } from '../verdict/unproven.ts'
import type { WatchOptions } from './oversight.ts'
import type { RouteReadinessQuestion } from './readiness.ts'
import type { RouteTarget } from './target.ts'

/** Everything that a route can be told. Only `targets` is needed. */
export interface RouteOptions {
  /** In order of priority. */
  readonly targets: readonly (ModelAdapter | RouteTarget)[]
  /** Bars and memory that outlive a call. @default memoryStore() */
  readonly store?: HealthStore
  /** One line per attempt and per decision. @default none */
  readonly journal?: Journal
  /**
   * A secret of yours. With it the journal keeps an HMAC-SHA-256 of each input beside its length, so that whoever has the salt and
   * the code can show what was sent; without it a hash could be guessed from likely code. @default none: lengths only
   */
  readonly inputSalt?: string
  /** @default systemRuntime */
  readonly runtime?: Runtime
  /** What a vendor's "I won't" leads to: the caller, or another vendor. @default 'surface' */
  readonly onRefusal?: 'surface' | 'failover'
  /** Whole execution, all attempts together. @default 300_000 */
  readonly deadlineMs?: number
  /** Model calls per execution; a degraded target (the floor) is not counted. @default 3 */
  readonly attempts?: number
  /** Longest single attempt. @default 120_000 */
  readonly attemptMs?: number
  /** Accept an answer from another model than the one asked for. @default false */
  readonly allowSubstitution?: boolean
  readonly circuit?: CircuitOptions
  readonly retryBudget?: RetryBudgetOptions
  /** For every target that has none of its own, and for the line in front of them all. */
  readonly capacity?: CapacityOptions
  /** @default off: a hedge discloses the code twice */
  readonly hedging?: HedgingOptions
  readonly limits?: Partial<AttemptLimits>
  /** Who may see which code. Several only narrow: put the operator's first. @default everybody everything */
  readonly policy?: Policy | readonly Policy[]
  /** Orders that bar models before any call fails: what `openNotices` of `@understudy/failover/notice` gives. @default none */
  readonly notices?: NoticeFeed
  /** Ids of notices that may bar the last permitted target, or true for all. @default [] */
  readonly mayBarLast?: readonly string[] | true
  /** Rules of a later configuration, which bind what is under way too: they are asked beside `policy` and `notices`. @default none */
  readonly laterRules?: LaterRules
  /** Later tables outweigh earlier ones. @default [LIST_PRICES] */
  readonly prices?: readonly PriceTable[]
  /** The most that may be spent, in US dollars; give several routes one `SpendingCap` to share. Models without a price are free to it. @default no cap */
  readonly spendingCapUsd?: number | SpendingCap
  readonly watch?: WatchOptions
}

/** Which target a reply came from, as `accept` is told. */
export interface AcceptedFrom {
  readonly id: string
  readonly model: string
  readonly degraded: boolean
}

/** What one execution can be told. */
export interface RunOptions<T = ModelReply> {
  /** Judges a reply and makes a value of it. @throws ModelFailure (`malformed`, `truncated`, …) to reject the reply */
  readonly accept?: (reply: ModelReply, target: AcceptedFrom) => T | Promise<T>
  /** The shape the answer must have, in any Standard Schema (zod, valibot, …): `value` is then what it gives. Excludes `accept`. */
  readonly schema?: StandardSchema<T>
  /** A call that may fare better on the same target after a rejected reply, or null. Asked once per target. */
  readonly repair?: (call: ModelCall, failure: ModelFailure) => ModelCall | null
  readonly signal?: AbortSignal
  /** @default the route's */
  readonly deadlineMs?: number
  /** @default made from `runtime.random()` */
  readonly executionId?: string
  /** Whose code it is, for policies that ask. */
  readonly subject?: Readonly<Record<string, string>>
  /** Calls of one caller take turns with those of others when targets are busy. @default subject.principal */
  readonly caller?: string
  /** How far the attempt that is under way has come, with the text of each piece of content. */
  readonly onProgress?: (progress: AttemptProgress, attempt: { readonly number: number; readonly target: string }) => void
  /** Events of this execution only, before every subscriber. */
  readonly onEvent?: RouteListener
}

/** What an execution came to: the accepted value, and how it was got. */
export interface RouteResult<T> {
  readonly value: T
  readonly reply: ModelReply
  /** Short id of the target that served. */
  readonly target: string
  /** Its key, as in its status: which vendor, endpoint, region, credential and model answered. */
  readonly key: string
  /** Endpoint that answered. */
  readonly endpoint: string
  /** True when the answer's silence proves nothing. */
  readonly degraded: boolean
  readonly attempts: readonly AttemptRecord[]
  /** Targets of higher priority that were not asked, each with its reason; what policy or a notice excluded names its rule. */
  readonly passedOver: readonly PassedOver[]
  readonly executionId: string
}

/** A target that a call went past. */
export interface PassedOver {
  readonly target: string
  readonly code: SkipCode
  readonly why: string
}

/** What is known about a target now. */
export interface TargetStatus {
  readonly id: string
  readonly key: string
  readonly model: string
  readonly vendor: string
  readonly endpoint: string
  readonly region?: string
  readonly residency: string
  readonly tier: number
  readonly degraded: boolean
  /** Why it cannot be asked at all, such as a key that is not set. */
  readonly unavailable?: string
  /** Why nobody knows that it would serve. Absent once it has served, and for an engine of this machine. */
  readonly unproven?: Unproven
  /** The worst of the circuits that guard it. */
  readonly circuit: CircuitState
  readonly bar?: {
    readonly by: 'verdict' | 'operator' | 'notice'
    readonly reason: string
    readonly sentence: string
    /** Epoch milliseconds. */
    readonly since: number
    readonly nextProbeAt?: number
  }
  /** Set while calls prefer another target that is well, since a call timed out or two failed in a row. Its circuit is closed yet. */
  readonly suspect?: {
    /** Epoch milliseconds. */
    readonly since: number
    readonly why: string
  }
  /** Milliseconds until it may be asked, while a circuit or the vendor's own time forbids it. */
  readonly retryAfterMs?: number
  /** Share of calls, below 1 while traffic returns after a bar was lifted: the time to compare its results with the substitute's. */
  readonly returnShare?: number
  /** What its vendor announced about its end, with the whole days that are left. */
  readonly retirement?: {
    readonly stage: 'legacy' | 'deprecated' | 'retired'
    /** ISO 8601 date. */
    readonly retiresAt?: string
    readonly daysLeft?: number
  }
  readonly inFlight: number
  /** Epoch milliseconds. */
  readonly lastServedAt?: number
}

/** What an operator says when a model is taken out of use. */
export interface WithdrawOptions {
  /** For whoever reads the log. */
  readonly reason: string
  /** How far it reaches: the model with every endpoint and credential, or only with those of this route's target. @default 'model' */
  readonly scope?: OperatorScope
}

/** Moves calls along its targets, and remembers what it learns about them. */
export interface Route {
  /** @throws RouteExhaustedError when no target served; ExecutionError for a cancelled, late or locally refused call */
  run(call: ModelCall, options?: RunOptions): Promise<RouteResult<ModelReply>>
  run<T>(call: ModelCall, options: RunOptions<T>): Promise<RouteResult<T>>
  /** The same, told as it goes; for calls whose text is shown while it is written. Ends with `finished`, or throws as `run` does. */
  stream(call: ModelCall, options?: RunOptions): AsyncIterable<RouteStreamEvent>
  status(): readonly TargetStatus[]
  /** If each target, model, vendor, region or credential vanished now: what would serve each task, is that allowed, and at what price. */
  readiness(question: RouteReadinessQuestion): Readiness
  /** Keys of the targets that do the task and that policy and notices permit, in order of priority; healthy or not. */
  permitted(question: GateQuestion): readonly string[]
  /** Stops using the model of this id, in all processes of the store, until it is reinstated. */
  withdraw(id: string, options: WithdrawOptions): void
  /** Lifts an operator's and a verdict's bar, and closes the circuits. A notice's bar stays. */
  reinstate(id: string, options?: Pick<WithdrawOptions, 'scope'>): void
  /** Opens the target's circuit as if it had tripped; it heals by itself. */
  openCircuit(id: string): void
  closeCircuit(id: string): void
  /**
   * Sends the probes that are due, looks at the vendors' lists that are (for models that will go), and waits for their answers,
   * 30 s each at most, where a process would end before that happens by itself. Never rejects.
   */
  probeDue(): Promise<void>
  subscribe(listener: RouteListener): () => void
  /** Takes no more calls, lets those in flight end for up to 25 s, and lets go of connections. May be called twice. */
  close(): Promise<void>
}
