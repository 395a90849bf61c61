import {
  createRoute,
  type HealthStore,
  memoryStore,
  type Route,
  type RouteOptions,
  SpendingCap,
  type TargetStatus,
} from '@understudy/failover'
import { checkMembers, refuseOption, type TaskName } from '@understudy/spec'
import type { RouteListener } from '@understudy/failover'

/** Tasks that may have a route of their own. */
export const ROUTED_TASKS = ['triage.finding', 'verify.fix', 'propose.patch'] as const satisfies readonly TaskName[]

/** A task that may have a route of its own. */
export type RoutedTask = (typeof ROUTED_TASKS)[number]

/** Route options that differ for one task; targets first of all. What is not given is the reviewer's. */
export type TaskRoutes = Readonly<Partial<Record<RoutedTask, Partial<Omit<RouteOptions, 'store' | 'journal' | 'runtime'>>>>>

/** The reviewer's route, and one for each task that has its own. They share one memory of what is barred. */
export interface Routes {
  readonly review: Route
  /** The store that all routes share. */
  readonly memory: HealthStore
  for(task: RoutedTask): Route
  /** The reviewer's models without some, for an opinion that is not theirs; null when none is left. */
  without(ids: readonly string[]): Route | null
  /** Models that may review beside this one: one attempt a call, its own money. Null when no other model is left. */
  beside(id: string, cap: SpendingCap | null): Route | null
  status(): readonly TargetStatus[]
  /** Does something with every route that has this target. @throws InvalidOptionError when none has */
  withTarget(id: string, act: (route: Route) => void): void
  subscribe(listener: RouteListener): () => void
  close(): Promise<void>
}

/** The reviewer's own route looks after barred and retiring models for all. */
const UNWATCHED = Object.freeze({ probesPerHour: 0, listsEveryMs: 0 })

/** An engine whose silence proves nothing can look for flaws, but has no opinion on a finding. */
function reviewOnly(targets: RouteOptions['targets']): RouteOptions['targets'] {
  if (!Array.isArray(targets)) return targets
  return (targets as RouteOptions['targets']).map((target) => {
    const given = target && 'adapter' in target ? target : { adapter: target }
    return given.adapter?.degraded && !given.tasks ? { ...given, tasks: ['review.files', 'review.diff'] } : target
  })
}

/** @throws InvalidOptionError */
export function createRoutes(options: RouteOptions, own: TaskRoutes): Routes {
  if (typeof own !== 'object' || own === null) refuseOption('tasks', 'an object with options by task', own)
  checkMembers('tasks', own, ROUTED_TASKS)
  const memory = options.store ?? memoryStore()
  const { spendingCapUsd } = options
  const shared = {
    ...options,
    store: memory,
    targets: reviewOnly(options.targets),
    // One cap for the reviewer, however many routes it has.
    ...(typeof spendingCapUsd === 'number' && { spendingCapUsd: new SpendingCap(spendingCapUsd) }),
  }
  const review = createRoute(shared)
  const others = new Map<TaskName, Route>()
  for (const task of ROUTED_TASKS) {
    const given = own[task]
    if (given) others.set(task, createRoute({ ...shared, ...given, targets: reviewOnly(given.targets ?? options.targets) }))
  }
  const all = [review, ...others.values()]
  const apart = new Map<string, Route>()
  const listeners = new Set<RouteListener>()
  const createApart = (key: string, ids: readonly string[], options: Omit<RouteOptions, 'targets'>): Route | null => {
    const targets = shared.targets.filter((target) => {
      const adapter = 'adapter' in target ? target.adapter : target
      return !adapter.degraded && adapter.unavailable === undefined && !ids.includes(adapter.id)
    })
    if (targets.length === 0) return null
    // Its last target is not the reviewer's last: a notice that bars it applies.
    const route = createRoute({ ...options, targets, mayBarLast: true })
    route.subscribe((event) => listeners.forEach((listener) => listener(event)))
    apart.set(key, route)
    return route
  }
  const { hedging: _hedging, spendingCapUsd: _cap, ...unhedged } = shared
  return {
    review,
    memory,
    for: (task) => others.get(task) ?? review,
    without(ids) {
      const key = ids.toSorted().join(' ')
      return apart.get(key) ?? createApart(key, ids, shared)
    },
    beside(id, cap) {
      const key = `beside ${id}`
      const options = { ...unhedged, attempts: 1, onRefusal: 'surface', watch: UNWATCHED } as const
      return apart.get(key) ?? createApart(key, [id], cap ? { ...options, spendingCapUsd: cap } : options)
    },
    status() {
      const known = new Map<string, TargetStatus>()
      for (const status of all.flatMap((route) => route.status())) if (!known.has(status.key)) known.set(status.key, status)
      return [...known.values()]
    },
    withTarget(id, act) {
      const having = [...all, ...apart.values()].filter((route) => route.status().some((target) => target.id === id))
      // The reviewer's own route words the refusal of an unknown id.
      for (const route of having.length > 0 ? having : [review]) act(route)
    },
    subscribe(listener) {
      const ends = all.map((route) => route.subscribe(listener))
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        for (const end of ends) end()
      }
    },
    async close() {
      await Promise.all([...all, ...apart.values()].map((route) => route.close()))
      if (!options.store) memory.close()
    },
  }
}
