import type { Ending } from '../wire/answer.ts'
import type { Surface } from '../wire/request.ts'
import type { StageVendor } from '../wire/vendor.ts'

/** Something that happened on a stage. `at` is milliseconds since it opened. */
export type StageEvent =
  | {
      readonly type: 'request'
      readonly at: number
      readonly vendor: StageVendor
      /** Empty when the request was turned down before its model was read. */
      readonly model: string
      readonly surface: Surface | 'unknown'
      readonly stream: boolean
      /** Name of the caller's account, when the key is known. */
      readonly account?: string
      readonly status: number
      readonly ending: Ending
      /** Faults and withdrawals that shaped the answer. */
      readonly faults: readonly string[]
    }
  | { readonly type: 'withdrawn'; readonly at: number; readonly model: string; readonly mode: string }
  | { readonly type: 'reinstated'; readonly at: number; readonly model: string }
  | { readonly type: 'fault-injected'; readonly at: number; readonly model: string; readonly fault: string }
  | { readonly type: 'fault-lifted'; readonly at: number; readonly model: string; readonly fault: string }

/** One line of a timeline, for people. */
export function describeEvent(event: StageEvent): string {
  const time = `${(event.at / 1000).toFixed(3)}s`.padStart(10)
  if (event.type !== 'request') {
    const what =
      event.type === 'withdrawn' ? `withdrawn (${event.mode})` : 'fault' in event ? `${event.type} ${event.fault}` : event.type
    return `${time}  ${event.model}  ${what}`
  }
  const how = event.ending === 'finish' ? String(event.status) : `${event.status}, then ${event.ending}`
  const why = event.faults.length > 0 ? `  [${event.faults.join(', ')}]` : ''
  return `${time}  ${event.vendor}/${event.model || '?'}  ${event.surface}${event.stream ? ' (stream)' : ''} -> ${how}${why}`
}

/** The last events, oldest first. */
export interface Timeline {
  add(event: StageEvent): void
  events(): readonly StageEvent[]
  subscribe(listener: (event: StageEvent) => void): () => void
}

/** Keeps the newest `limit` events, so that a long run does not fill the memory. */
export function createTimeline(limit: number): Timeline {
  let events: StageEvent[] = []
  const listeners = new Set<(event: StageEvent) => void>()
  return {
    add(event) {
      events.push(event)
      // Cut rarely and in bulk: a shift per request would cost more than the answer.
      if (events.length > limit * 2) events = events.slice(-limit)
      for (const listener of listeners) listener(event)
    },
    events: () => events.slice(-limit),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
