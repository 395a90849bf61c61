import {
  checkMembers,
  checkNumber,
  formerTargetKey,
  type ModelAdapter,
  refuseOption,
  type TaskName,
  targetKey,
  UnderstudyError,
} from '@understudy/spec'
import { scopeKeysOf } from '../bar/scope-key.ts'
import { checkTargetCapacity, type TargetCapacityOptions } from '../capacity/options.ts'

/** An adapter and its place in the route. Order is priority; the same tier with weights is a weighted choice. */
export interface RouteTarget {
  readonly adapter: ModelAdapter
  /** Lower tiers are asked first. @default its position in the list */
  readonly tier?: number
  /** Share within its tier. @default 1 */
  readonly weight?: number
  /** Tasks this target may do. @default all that its adapter can */
  readonly tasks?: readonly TaskName[]
  /** @default the route's */
  readonly capacity?: TargetCapacityOptions
}

/** A target with everything a decision needs, worked out once. */
export interface Target {
  readonly id: string
  /** Health is kept under this key: vendor, endpoint, region, credential and model. */
  readonly key: string
  /** Its key in stores of the first edition. */
  readonly formerKey: string
  readonly barKeys: readonly string[]
  readonly vendor: string
  readonly residency: string
  readonly endpointKey: string
  readonly credentialKey: string
  readonly adapter: ModelAdapter
  readonly model: string
  readonly channel: ModelAdapter['channel']
  readonly tier: number
  readonly weight: number
  readonly tasks: readonly TaskName[] | null
  readonly degraded: boolean
  readonly capacity: TargetCapacityOptions | undefined
}

/** Puts the targets in the order of their tiers. @throws InvalidOptionError */
export function routeTargets(given: readonly (ModelAdapter | RouteTarget)[]): readonly Target[] {
  if (!Array.isArray(given) || given.length === 0) refuseOption('targets', 'a list of at least one adapter', given)
  const targets = given.map(routeTarget)
  const seen = new Map<string, number>()
  targets.forEach(({ key, id }, index) => {
    if (seen.has(key)) refuseOption(`targets[${index}]`, `another target than targets[${seen.get(key)}]`, id)
    seen.set(key, index)
  })
  checkSomebody(targets)
  return targets.toSorted((a, b) => a.tier - b.tier)
}

/** One target that cannot be asked is told and passed over; a route of nobody else could only fail, so it is refused. */
function checkSomebody(targets: readonly Target[]): void {
  const whys = targets.flatMap(({ adapter }) => adapter.unavailable ?? [])
  if (whys.length < targets.length) return
  throw new UnderstudyError('invalid-option', whys.length === 1 ? (whys[0] ?? '') : `No target can be asked. ${whys.join(' ')}`)
}

function routeTarget(given: ModelAdapter | RouteTarget, index: number): Target {
  const path = `targets[${index}]`
  if (typeof given !== 'object' || given === null) return refuseOption(path, 'an adapter', given)
  const wrapped: RouteTarget = 'adapter' in given ? given : { adapter: given }
  if ('adapter' in given) checkMembers(path, given, ['adapter', 'tier', 'weight', 'tasks', 'capacity'])
  if (wrapped.capacity) checkTargetCapacity(`${path}.capacity`, wrapped.capacity)
  const { adapter } = wrapped
  if (typeof adapter?.invoke !== 'function' || typeof adapter.id !== 'string' || !adapter.channel)
    return refuseOption(path, 'an adapter with id, channel and invoke', adapter)
  checkNumber(`${path}.limits.contextTokens`, adapter.limits?.contextTokens, { min: 1 })
  if (adapter.contract !== 1) refuseOption(`${path}.contract`, '1, the contract this version speaks', adapter.contract)
  const { channel, model } = adapter
  return {
    id: adapter.id,
    key: targetKey(channel, model),
    formerKey: formerTargetKey(channel, model),
    barKeys: scopeKeysOf(adapter),
    vendor: channel.vendor,
    residency: channel.residency ?? 'global',
    endpointKey: `${channel.vendor}|${channel.endpoint}`,
    credentialKey: `${channel.vendor}|${channel.credential}`,
    adapter,
    model,
    channel,
    tier: checkNumber(`${path}.tier`, wrapped.tier ?? index),
    weight: checkNumber(`${path}.weight`, wrapped.weight ?? 1, { min: 0 }),
    tasks: tasksOf(wrapped),
    degraded: adapter.degraded === true,
    capacity: wrapped.capacity,
  }
}

/** What a target may do and its adapter can; null for everything. */
function tasksOf({ adapter, tasks }: RouteTarget): readonly TaskName[] | null {
  const able = adapter.tasks
  return able && tasks ? tasks.filter((task) => able.includes(task)) : (tasks ?? able ?? null)
}
