import { checkMembers, checkNumber, refuseOption, type Runtime } from '@understudy/spec'
import { barOn, indexBars } from '../bar/barred.ts'
import type { EventBus } from '../events/event-bus.ts'
import type { Journal } from '../journal/journal.ts'
import { Gate } from '../policy/gate.ts'
import { guardEgress } from '../policy/guard-egress.ts'
import { LIST_PRICES } from '../price/list-prices.ts'
import { Ledger } from '../price/ledger.ts'
import type { ProbeEffect } from '../reinstatement/after-probe.ts'
import { Prober } from '../reinstatement/prober.ts'
import type { HealthStore } from '../store/store.ts'
import type { RetirementNews } from '../verdict/retirement.ts'
import { RetirementWatch } from '../verdict/retirement-watch.ts'
import type { Target } from './target.ts'
import type { RouteOptions } from './types.ts'

/** Looking after what calls alone do not show: barred models that came back, models that will go. */
export interface WatchOptions {
  /** Canned calls an hour to barred targets, all together; 0 for none. @default 12 */
  readonly probesPerHour?: number
  /** How often vendors' lists are looked at for retirements, in milliseconds; 0 for never. @default 86_400_000 (a day) */
  readonly listsEveryMs?: number
}

/** Who may see what, who is looked after, and what it costs: the parts of a route that are not about one call's health. */
export interface Oversight {
  readonly gate: Gate<Target>
  /** Another one under the same rules, for questions that are not about a call. */
  readonly newGate: () => Gate<Target>
  readonly ledger: Ledger
  /** The target's adapter for what carries no code, with the last door before it. */
  readonly probed: (target: Target) => Target['adapter']
  readonly prober: Prober<Target>
  readonly retirements: RetirementWatch<Target>
}

export interface OversightParts {
  readonly targets: readonly Target[]
  readonly runtime: Runtime
  readonly store: HealthStore
  readonly bus: EventBus
  readonly journal: Journal | null
  /** Called when a target may be used again. Its circuit is left alone: no probe speaks for a circuit's health. */
  readonly onReturn: () => void
}

/** @throws InvalidOptionError */
export function createOversight(options: RouteOptions, parts: OversightParts): Oversight {
  const { targets, runtime, store, bus, journal, onReturn } = parts
  const { policy, watch = {} } = options
  checkMembers('watch', watch, ['probesPerHour', 'listsEveryMs'])
  const newGate = (): Gate<Target> =>
    new Gate({
      targets,
      runtime,
      ...(policy && { policies: Array.isArray(policy) ? policy : [policy] }),
      ...(options.notices && { notices: options.notices }),
      ...(options.mayBarLast !== undefined && { mayBarLast: options.mayBarLast }),
      ...(options.laterRules && { laterRules: options.laterRules }),
    })
  const gate = newGate()
  if (options.notices && typeof options.notices.notices !== 'function')
    refuseOption('notices', 'a notice board, as openNotices gives', options.notices)
  const permitted = (target: Target): boolean => gate.mayProbe(target)
  const guarded = targets.map((target): Target => ({ ...target, adapter: guardProbes(gate, target) }))
  const told = (target: Target): Target => targets.find(({ key }) => key === target.key) ?? target
  const barredNow = (target: Target): boolean =>
    barOn(indexBars(store.bars()), target, runtime.wallTime(), target.barKeys) !== null
  const onProbe = (target: Target, effect: ProbeEffect): void => {
    const { is, bar, why } = effect
    const back = is === 'stands' ? [] : targets.filter((other) => other.barKeys.includes(bar.key) && !barredNow(other))
    // One look can bring back a whole region, and the target that was asked can be barred for another reason as well.
    if (back.length === 0) journal?.record({ type: 'decision', decision: 'probed', target: target.id, why })
    for (const { id } of back) journal?.record({ type: 'decision', decision: 'reinstated', target: id, why })
    bus.emit({ type: 'target-probed', target: target.id, why, ...(bar.probes && { nextProbeAt: bar.probes.nextProbeAt }) })
    if (is === 'stands') return
    onReturn()
    for (const { id } of back) bus.emit({ type: 'target-reinstated', target: id, by: 'verdict', why })
  }
  const onNews = (target: Target, { stage, retiresAt, daysLeft }: RetirementNews): void =>
    bus.emit({
      type: 'retirement-announced',
      target: target.id,
      stage,
      ...(retiresAt !== undefined && { retiresAt }),
      ...(daysLeft !== undefined && { daysLeft }),
    })
  const everyMs = checkNumber('watch.listsEveryMs', watch.listsEveryMs ?? 86_400_000, { min: 0 })
  const doors = new Map(guarded.map(({ key, adapter }) => [key, adapter]))
  return {
    gate,
    probed: (target) => doors.get(target.key) ?? guardProbes(gate, target),
    newGate,
    ledger: new Ledger(options.prices ?? [LIST_PRICES], options.spendingCapUsd),
    prober: new Prober({
      store,
      targets: guarded,
      runtime,
      perHour: watch.probesPerHour ?? 12,
      permitted: (target) => permitted(told(target)),
      onProbe,
    }),
    retirements: new RetirementWatch({
      store,
      targets: guarded,
      runtime,
      everyMs,
      permitted: (target) => permitted(told(target)),
      onNews,
    }),
  }
}

/** The last door, for what carries no code: asked again at the moment of sending. */
function guardProbes(gate: Gate<Target>, target: Target): Target['adapter'] {
  return guardEgress(target.adapter, () =>
    gate.mayProbe(target) ? null : { permitted: false, rule: 'probe', why: 'Nothing may be sent there now.' },
  )
}
