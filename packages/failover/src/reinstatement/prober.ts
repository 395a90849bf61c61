import { hasCode, type ModelAdapter, type Runtime } from '@understudy/spec'
import type { Bar } from '../bar/bar.ts'
import { indexBars } from '../bar/barred.ts'
import { claimProbe, PROBE_RULES, probeDue, type ProbeRules } from '../bar/probe-schedule.ts'
import { scopeKey } from '../bar/scope-key.ts'
import type { HealthStore } from '../store/store.ts'
import { afterProbe, type ProbeEffect } from './after-probe.ts'
import { inheritedBars, type Probed, type ProbedBar, probedBars } from './due.ts'
import { look } from './look.ts'
import { ProbeBudget } from './probe-budget.ts'
import { isOver } from './return-share.ts'

/** A target as a prober needs it. */
export interface ProbeTarget extends Probed {
  readonly id: string
  readonly adapter: ModelAdapter
}

/** What a prober looks after, and how often it may ask. */
export interface ProberOptions<T extends ProbeTarget> {
  readonly store: HealthStore
  readonly targets: readonly T[]
  readonly runtime: Runtime
  /** @default PROBE_RULES */
  readonly rules?: ProbeRules
  /** Probes an hour, all targets together. @default 12 */
  readonly perHour?: number
  /** Whether policy and notices let this target be asked at all, even with a canned call. @default all */
  readonly permitted?: (target: T) => boolean
  /** Told about every probe. `effect.is` is `lifted` or `refuted` when the target may be used again. */
  readonly onProbe?: (target: T, effect: ProbeEffect) => void
}

/** Two wide bars' worth of agreement made the bar; two recovered credentials end it. */
const RECOVERED_ENDS = 2
const LEAST_WAIT_MS = 1_000
/** A probe that was due and could not be sent (the hour's are used up, another process took it) is tried again after this. */
const OVERDUE_WAIT_MS = 60_000

/**
 * Looks after barred targets off the hot path: confirms or refutes what only memory spoke for, and probes the rest, ever more
 * rarely, until enough good answers came. Sleeps while nothing is barred. One probe at a time.
 */
export class Prober<T extends ProbeTarget> {
  readonly #options: ProberOptions<T>
  readonly #rules: ProbeRules
  readonly #budget: ProbeBudget
  readonly #closing = new AbortController()
  /** Monotonic milliseconds before which this process leaves a bar alone: a jump of the wall clock must fake no spacing. */
  readonly #notBefore = new Map<string, number>()
  #disarm: (() => void) | null = null
  #round: Promise<void> | null = null

  constructor(options: ProberOptions<T>) {
    this.#options = options
    this.#rules = options.rules ?? PROBE_RULES
    this.#budget = new ProbeBudget(options.perHour ?? 12)
  }

  /** Says that bars changed: sets the timer for the next probe. Cheap; call it after every bar. */
  wake(): void {
    if (this.#closing.signal.aborted || this.#round) return
    this.#disarm?.()
    this.#disarm = null
    const { runtime } = this.#options
    const bars = this.#safely(() => {
      this.#inherit()
      return this.#probed()
    })
    if (!bars || bars.length === 0) return
    const waits = bars.map(({ bar, probes }) => Math.max(probes.nextProbeAt - runtime.wallTime(), this.#ownWait(bar)))
    const next = Math.min(...waits)
    this.#disarm = runtime.after(Math.min(Math.max(next, LEAST_WAIT_MS), this.#rules.longestMs), () => void this.round())
  }

  /** Sends every probe that is due, one after another. Never rejects. */
  round(): Promise<void> {
    this.#round ??= this.#probeAll().finally(() => {
      this.#round = null
      this.wake()
    })
    return this.#round
  }

  /** Cuts off what is under way; nothing is sent afterwards. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#disarm?.()
    await this.#round
  }

  async #probeAll(): Promise<void> {
    const { runtime } = this.#options
    const bars = this.#safely(() => {
      this.#forget()
      return this.#probed()
    })
    for (const probed of bars ?? []) {
      const due = probeDue(probed.probes, runtime.wallTime(), this.#rules) && this.#ownWait(probed.bar) <= 0
      if (this.#closing.signal.aborted || !due) continue
      this.#notBefore.set(probed.bar.key, runtime.now() + OVERDUE_WAIT_MS)
      if (!this.#budget.take(runtime.now()) || !this.#safely(() => this.#claim(probed))) continue
      this.#notBefore.set(probed.bar.key, runtime.now() + this.#rules.firstMs)
      await this.#probe(probed)
    }
  }

  /** Bars that can be probed now or later. */
  #probed(): readonly ProbedBar<T>[] {
    const { targets, runtime, permitted } = this.#options
    const can = ({ adapter }: T): boolean => adapter.probe !== undefined || adapter.describe !== undefined
    return probedBars(this.#index(), targets, runtime.wallTime(), (target) => can(target) && (permitted?.(target) ?? true))
  }

  #ownWait({ key }: Bar): number {
    return (this.#notBefore.get(key) ?? 0) - this.#options.runtime.now()
  }

  /** Only one process sends a probe: the one whose claim was written first. */
  #claim({ bar }: ProbedBar<T>): boolean {
    const wallTime = this.#options.runtime.wallTime()
    let claimed = false
    this.#options.store.changeBar(bar.key, 'verdict', (present) => {
      const probes = present?.probes && present.liftedAt === undefined ? claimProbe(present.probes, wallTime, this.#rules) : null
      claimed = probes !== null
      return present && probes ? { ...present, probes } : present
    })
    return claimed
  }

  async #probe({ target, bar }: ProbedBar<T>): Promise<void> {
    const { runtime, store, onProbe } = this.#options
    const seen = await look(target.adapter, runtime, this.#closing.signal, bar.provisional === true)
    // Cut off by closing: nothing was learned.
    if (this.#closing.signal.aborted) return
    this.#safely(() => {
      const wallTime = runtime.wallTime()
      let effect: ProbeEffect | undefined
      store.changeBar(bar.key, 'verdict', (present) => {
        // An operator lifted it, or it was made anew, while the probe was under way: its answer is stale.
        if (!present || present.liftedAt !== undefined || present.since !== bar.since) return present
        effect = afterProbe(present, seen, wallTime, this.#rules)
        return effect.bar
      })
      if (!effect) return
      if (effect.is !== 'stands') this.#recovered(target, bar)
      onProbe?.(target, effect)
    })
  }

  /** A wider bar no longer covers a channel that proved well, and ends when two credentials did. */
  #recovered(target: T, { key }: Bar): void {
    const own = scopeKey('target', target)
    if (key !== own) return
    this.#options.store.changeBar(scopeKey('model', target), 'verdict', (wide) => {
      if (!wide) return null
      const recovered = [...new Set([...(wide.recovered ?? []), own])]
      return recovered.length >= RECOVERED_ENDS ? null : { ...wide, recovered }
    })
  }

  #inherit(): void {
    const { store, targets, runtime } = this.#options
    for (const bar of inheritedBars(this.#index(), targets, runtime.wallTime(), this.#rules))
      store.changeBar(bar.key, 'verdict', (present) => present ?? bar)
  }

  #forget(): void {
    const { store, runtime } = this.#options
    const wallTime = runtime.wallTime()
    for (const { key, by, ...bar } of store.bars())
      if (isOver({ key, by, ...bar }, wallTime))
        store.changeBar(key, by, (present) => (present && isOver(present, wallTime) ? null : present))
  }

  #index() {
    return indexBars(this.#options.store.bars())
  }

  /** A store that cannot be used postpones probes; whoever asks it on the hot path says so. */
  #safely<R>(work: () => R): R | null {
    try {
      return work()
    } catch (error) {
      if (hasCode(error, 'store-unusable') || hasCode(error, 'closed')) return null
      throw error
    }
  }
}
