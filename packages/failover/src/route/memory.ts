import type { ModelFailure, Runtime } from '@understudy/spec'
import { type Bar, barHolds, type OperatorScope } from '../bar/bar.ts'
import { type BarIndex, barOn, indexBars, mayLift } from '../bar/barred.ts'
import { modelKeyOf, scopeKey } from '../bar/scope-key.ts'
import { shareOf } from '../reinstatement/return-share.ts'
import type { HealthStore } from '../store/store.ts'
import { type FailedAsk, judgeWithdrawal, type Judgement } from '../verdict/judge-withdrawal.ts'
import { modelMemory } from '../verdict/model-memory.ts'
import { barsForJudgement, seenAgain } from '../verdict/sighting.ts'
import { isWorthKeeping, readRefusal, type Refusal, unproven, type Unproven } from '../verdict/unproven.ts'
import type { Target } from './target.ts'

/** What is barred at one moment. */
export interface BarsNow {
  readonly index: BarIndex
  /** Epoch milliseconds. */
  readonly wallTime: number
}

/**
 * The store as a route sees it. A store that stops working mid-run must not stop reviews: bars known before keep holding,
 * bars made since hold in this process, and the trouble is told once.
 */
export class RouteMemory {
  readonly #store: HealthStore
  readonly #runtime: Pick<Runtime, 'wallTime'>
  readonly #onTrouble: (error: unknown) => void
  readonly #unsaved = new Map<string, Bar>()
  #index = indexBars([])
  #revision = -1
  #failing = false

  constructor(store: HealthStore, runtime: Pick<Runtime, 'wallTime'>, onTrouble: (error: unknown) => void) {
    this.#store = store
    this.#runtime = runtime
    this.#onTrouble = onTrouble
  }

  /** The bars of this moment, for a decision that looks at many targets. */
  bars(): BarsNow {
    return { index: this.#bars(), wallTime: this.#runtime.wallTime() }
  }

  barOn(target: Target, { index, wallTime } = this.bars()): Bar | null {
    return barOn(index, target, wallTime, target.barKeys)
  }

  /** The share of calls, 0 to 1, that a target may have while its traffic returns. */
  share(target: Target): number {
    const bars = this.#bars()
    return bars.size === 0 ? 1 : shareOf(bars, target.barKeys, this.#runtime.wallTime())
  }

  lastServed(target: Target): number | null {
    return this.#safely(() => this.#store.lastServed(target.key) ?? this.#store.lastServed(target.formerKey), null)
  }

  served(target: Target): void {
    this.#safely(() => this.#store.markServed(target.key, this.#runtime.wallTime()), undefined)
  }

  /** Keeps how a target turned its caller away, so that nobody takes it for a standby. */
  failed(target: Target, { kind, message }: ModelFailure): void {
    if (!isWorthKeeping(kind)) return
    const refusal: Refusal = { at: this.#runtime.wallTime(), kind, sentence: message }
    this.#safely(() => this.#store.saveCheckpoint(`refusal|${target.key}`, JSON.stringify(refusal)), undefined)
  }

  /** Why nobody knows that a target would serve; null when it is proven. */
  unproven(target: Target): Unproven | null {
    if (target.degraded || target.adapter.unavailable !== undefined) return null
    const kept = this.#safely(() => this.#store.checkpoint(`refusal|${target.key}`), null)
    return unproven(this.lastServed(target), readRefusal(kept))
  }

  /** What a failure means, with all that is remembered about this model. */
  judge(target: Target, failure: ModelFailure, ask: FailedAsk = 'request'): Judgement {
    const wallTime = this.#runtime.wallTime()
    const nothing = { servedAt: null, channels: [] }
    // Read only for the kinds whose meaning depends on it: most failures must not cost a query.
    const asked = failure.kind === 'withdrawn' || failure.kind === 'not-permitted'
    const known = asked ? this.#safely(() => modelMemory(this.#store, target, wallTime), nothing) : nothing
    return judgeWithdrawal(failure, target, known, wallTime, ask)
  }

  /** Bars what a proven verdict names. Returns the bar that now keeps the target out, or null when it stood already. */
  barByVerdict(target: Target, judgement: Judgement): Bar | null {
    const bars = barsForJudgement(judgement, target, this.#runtime.wallTime())
    return bars.map((bar) => this.#bar(bar)).find((bar) => bar !== null) ?? null
  }

  barByOperator(target: Target, reason: string, scope: OperatorScope): Bar | null {
    const sentence = `An operator withdrew ${target.id}: ${reason}`
    return this.#bar({ key: scopeKey(scope, target), by: 'operator', scope, reason, sentence, since: this.#runtime.wallTime() })
  }

  /**
   * Lifts every bar on the target that an operator may lift, and with the scope `model` those on its model's other endpoints and
   * credentials; true when there was one on the target.
   */
  liftByOperator(target: Target, scope: OperatorScope): boolean {
    const model = scopeKey('model', target)
    const own = new Set(target.barKeys)
    this.#safely(() => this.#store.removeCheckpoint(`refusal|${target.key}`), undefined)
    let lifted = false
    for (const bar of [...this.#bars().values()].flat()) {
      const meant = own.has(bar.key) || (scope === 'model' && modelKeyOf(bar.key) === model)
      // One target's return says nothing of the model's everywhere.
      if (!meant || !mayLift(bar, 'operator') || (scope === 'target' && bar.by === 'operator' && bar.key === model)) continue
      lifted ||= own.has(bar.key) || bar.by === 'operator'
      this.#unsaved.delete(`${bar.by}|${bar.key}`)
      this.#safely(() => this.#store.changeBar(bar.key, bar.by, () => null), null)
    }
    this.#revision = -1
    return lifted
  }

  close(): void {
    this.#store.close()
  }

  #bar(bar: Bar): Bar | null {
    const wallTime = this.#runtime.wallTime()
    let made = false
    this.#unsaved.set(`${bar.by}|${bar.key}`, bar)
    this.#safely(() => {
      this.#store.changeBar(bar.key, bar.by, (present) => {
        made = present === null || !barHolds(present, wallTime)
        return seenAgain(present, bar, wallTime)
      })
      this.#unsaved.delete(`${bar.by}|${bar.key}`)
    }, undefined)
    this.#revision = -1
    return made || this.#unsaved.has(`${bar.by}|${bar.key}`) ? bar : null
  }

  #bars(): BarIndex {
    const revision = this.#safely(() => this.#store.revision(), this.#revision)
    if (revision !== this.#revision || this.#revision === -1) {
      const stored = this.#safely(() => this.#store.bars(), null)
      if (stored) this.#index = indexBars([...stored, ...this.#unsaved.values()])
      else if (this.#unsaved.size > 0) this.#index = indexBars([...[...this.#index.values()].flat(), ...this.#unsaved.values()])
      this.#revision = revision
    }
    return this.#index
  }

  #safely<T>(work: () => T, otherwise: T): T {
    try {
      const done = work()
      this.#failing = false
      return done
    } catch (error) {
      // Whatever a store throws, also one of the user's own: an attempt that ended must still be settled.
      if (!this.#failing) this.#onTrouble(error)
      this.#failing = true
      return otherwise
    }
  }
}
