import type { Channel, TaskName } from '@understudy/spec'
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
    (notice.channels === undefined || notice.channels.some((pattern) => meansChannel(pattern, channel))) &&
    (notice.regions === undefined || notice.regions.some((region) => inRegion(region, channel))) &&
    fitsAny(notice.tasks, task) &&
    fulfils(notice.principals, subject, true)
  )
}

/** The vendor may be named through the channel instead: adapters of one vendor can have several short ids. */
function meansModel(models: readonly string[], { id, model, channel }: Noticed): boolean {
  return models.some((pattern) => fits(pattern, id) || fits(pattern, `${channel.vendor}/${model}`))
}

function meansChannel(pattern: ChannelPattern, channel: Channel): boolean {
  return (
    (pattern.vendor === undefined || fits(pattern.vendor, channel.vendor)) &&
    (pattern.endpoint === undefined || fits(pattern.endpoint, channel.endpoint)) &&
    (pattern.region === undefined || inRegion(pattern.region, channel)) &&
    (pattern.residency === undefined || fits(pattern.residency, channel.residency ?? 'global'))
  )
}

function inRegion(pattern: string, { region, residency = 'global' }: Channel): boolean {
  if (region !== undefined) return fits(pattern, region) || (residency !== 'global' && fits(pattern, residency))
  return residency === 'global' || fits(pattern, residency)
}
