import { attemptContext, type ModelAdapter, type ModelListing, type ModelNotice, type Runtime } from '@understudy/spec'
import type { HealthStore } from '../store/store.ts'
import { type RetirementMemo, type RetirementNews, retirementNow, retirementOf, tellRetirement } from './retirement.ts'

/** A target as a retirement watch needs it. */
export interface WatchedTarget {
  readonly id: string
  readonly model: string
  readonly vendor: string
  readonly adapter: Pick<ModelAdapter, 'describe'>
}

/** What a retirement watch looks at, and how often. */
export interface RetirementWatchOptions<T extends WatchedTarget> {
  readonly store: HealthStore
  readonly targets: readonly T[]
  readonly runtime: Runtime
  /** How often the vendors' lists are looked at, in milliseconds; 0 for never. @default 86_400_000 (a day) */
  readonly everyMs?: number
  /** Whether policy and notices let this target's vendor be asked. @default all */
  readonly permitted?: (target: T) => boolean
  readonly onNews: (target: T, news: RetirementNews) => void
}

const DAY_MS = 86_400_000
/** The first look waits, so that a short run never pays for it. */
const FIRST_LOOK_MS = 60_000
const LOOK_MS = 30_000

/** Tells a planned end of a model once per step of its countdown, over all processes of a store. */
export class RetirementWatch<T extends WatchedTarget> {
  readonly #options: RetirementWatchOptions<T>
  readonly #closing = new AbortController()
  readonly #memos = new Map<string, RetirementMemo>()
  readonly #lookedAt = new Map<string, number>()
  #disarm: (() => void) | null = null

  constructor(options: RetirementWatchOptions<T>) {
    this.#options = options
  }

  /** Begins to look at the vendors' lists, off the hot path, when they are due. */
  start(): void {
    const { targets, runtime } = this.#options
    const dueAt = Math.min(...targets.map((target) => this.#dueAt(target)))
    if (dueAt !== Infinity) this.#arm(Math.max(FIRST_LOOK_MS, dueAt - runtime.wallTime()))
  }

  /** What is known of a target's end, with the days that are left; null while nothing is. */
  known({ vendor, model }: Pick<T, 'vendor' | 'model'>): RetirementNews | null {
    const memo = this.#memo(memoKey(vendor, model))
    return memo && retirementNow(memo, this.#options.runtime.wallTime())
  }

  /** Takes what a reply or a list said. Never throws: a store that cannot be used only costs the memory of other processes. */
  saw(target: T, source: ModelNotice | ModelListing): void {
    const retirement = retirementOf(source)
    if (!retirement) return
    const { runtime, onNews } = this.#options
    const key = memoKey(target.vendor, target.model)
    const { memo, news } = tellRetirement(this.#memo(key), retirement, runtime.wallTime())
    if (!news) return
    this.#memos.set(key, memo)
    onNews(target, news)
    this.#safely(() => this.#options.store.saveCheckpoint(key, JSON.stringify(memo)))
  }

  #memo(key: string): RetirementMemo | null {
    const stored = this.#safely(() => JSON.parse(this.#options.store.checkpoint(key) ?? 'null') as RetirementMemo | null)
    return stored ?? this.#memos.get(key) ?? null
  }

  #safely<R>(work: () => R): R | null {
    try {
      return work()
    } catch {
      return null
    }
  }

  /** Looks at every list that is due. One that cannot be read is left for the next time. Never rejects. */
  async look(): Promise<void> {
    const { targets, runtime, permitted } = this.#options
    for (const target of targets) {
      if (this.#closing.signal.aborted) return
      const due = this.#dueAt(target) <= runtime.wallTime()
      if (!due || !target.adapter.describe || !(permitted?.(target) ?? true)) continue
      this.#looked(target)
      try {
        const context = attemptContext({ runtime, signal: this.#closing.signal, deadlineMs: LOOK_MS })
        this.saw(target, await target.adapter.describe(context))
      } catch {
        // An early warning that is missed today comes tomorrow; the wire says it at the latest.
      }
    }
  }

  /** Epoch milliseconds. Processes of one store share the looks, so that many short runs do not ask more often than one long one. */
  #dueAt(target: T): number {
    const { everyMs = DAY_MS, runtime, store } = this.#options
    if (everyMs === 0 || !target.adapter.describe) return Infinity
    const key = lookKey(target)
    const at = this.#lookedAt.get(key) ?? Number(this.#safely(() => store.checkpoint(key)) ?? Number.NaN)
    // A clock that was set back must not put the next look off for ever.
    return Number.isFinite(at) && at <= runtime.wallTime() ? at + everyMs : 0
  }

  #looked(target: T): void {
    const { runtime, store } = this.#options
    const at = runtime.wallTime()
    this.#lookedAt.set(lookKey(target), at)
    this.#safely(() => store.saveCheckpoint(lookKey(target), String(Math.round(at)), at))
  }

  close(): void {
    this.#closing.abort()
    this.#disarm?.()
  }

  #arm(ms: number): void {
    this.#disarm = this.#options.runtime.after(ms, () => {
      void this.look().finally(() => {
        if (!this.#closing.signal.aborted) this.#arm(this.#options.everyMs ?? DAY_MS)
      })
    })
  }
}

function memoKey(vendor: string, model: string): string {
  return `retirement|${vendor}|${model}`
}

function lookKey({ vendor, model }: WatchedTarget): string {
  return `retirement-look|${vendor}|${model}`
}
