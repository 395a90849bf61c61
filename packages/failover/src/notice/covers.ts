import type { Channel, TaskName } from '@understudy/spec'
import { endpointNames, modelNames, vendorNames } from '../policy/names.ts'
import { fits, fitsAny, fulfils, type Subject } from '../policy/pattern.ts'
import type { ChannelPattern, Notice } from './notice.ts'

/** A target as far as notices are concerned; a `ModelAdapter` fits. */
export interface Noticed {
  readonly id: string
  readonly model: string
  readonly channel: Channel
}

/** Whether the notice holds at this moment (epoch milliseconds): from `from` on, up to but not at `until`. */
export function inForce(notice: Pick<Notice, 'from' | 'until'>, wallTime: number): boolean {
  return wallTime >= Date.parse(notice.from) && (notice.until === undefined || wallTime < Date.parse(notice.until))
}

/**
 * The span around a moment in which no notice begins or ends, so that what holds at `wallTime` holds in all of it: from `since`
 * on, up to but not at `until` (epoch milliseconds).
 */
export function unchangedSpan(
  notices: readonly Pick<Notice, 'from' | 'until'>[],
  wallTime: number,
): { readonly since: number; readonly until: number } {
  let [since, until] = [-Infinity, Infinity]
  for (const notice of notices)
    for (const at of [Date.parse(notice.from), notice.until === undefined ? Infinity : Date.parse(notice.until)])
      if (at <= wallTime) since = Math.max(since, at)
      else until = Math.min(until, at)
  return { since, until }
}

/** Whether the notice means this target for this task and subject, whenever it holds. */
export function covers(notice: Notice, target: Noticed, task: TaskName, subject: Subject): boolean {
  const { channel } = target
  return (
    meansModel(notice.models, target) &&
    (notice.channels === undefined || notice.channels.some((pattern) => meansChannel(pattern, target))) &&
    (notice.regions === undefined || notice.regions.some((region) => inRegion(region, channel))) &&
    fitsAny(notice.tasks, task) &&
    fulfils(notice.principals, subject, true)
  )
}

/** By any of its names: adapters of one vendor can have several short ids, and a model's snapshots are meant with it. */
function meansModel(models: readonly string[], target: Noticed): boolean {
  return modelNames(target, true).some((name) => fitsAny(models, name))
}

function meansChannel({ vendor, endpoint, region, residency }: ChannelPattern, target: Noticed): boolean {
  const { channel } = target
  // What may be served from anywhere may be served from there.
  const { residency: own = 'global' } = channel
  return (
    (vendor === undefined || vendorNames(target, true).some((name) => fits(vendor, name))) &&
    (endpoint === undefined || endpointNames(target, true).some((name) => fits(endpoint, name))) &&
    (region === undefined || inRegion(region, channel)) &&
    (residency === undefined || own.toLowerCase() === 'global' || fits(residency, own))
  )
}

function inRegion(pattern: string, { region, residency = 'global' }: Channel): boolean {
  if (region !== undefined) return fits(pattern, region) || (residency !== 'global' && fits(pattern, residency))
  return residency === 'global' || fits(pattern, residency)
}
