import { channel } from 'node:diagnostics_channel'
import type { Runtime } from '@understudy/spec'
import type { RouteEvent, RouteEventBody } from './events.ts'

/** Is told every event of a route. What it throws, or rejects with, is dropped. */
export type RouteListener = (event: RouteEvent) => void

/** Name of the `diagnostics_channel` on which every event of every route is published. */
export const EVENT_CHANNEL = 'understudy:route'

const published = channel(EVENT_CHANNEL)

/** Tells listeners what happens. A listener that throws, or rejects, never reaches whoever caused the event. */
export class EventBus {
  readonly #runtime: Pick<Runtime, 'now' | 'wallTime'>
  readonly #listeners = new Set<RouteListener>()
  #held: (() => void)[] | null = null

  constructor(runtime: Pick<Runtime, 'now' | 'wallTime'>) {
    this.#runtime = runtime
  }

  subscribe(listener: RouteListener): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions with an end each.
    const own: RouteListener = (event) => listener(event)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /**
   * Holds back what is told inside `work` until it is done, so that a listener which calls back finds every conclusion drawn.
   * Not to be nested.
   */
  batch<T>(work: () => T): T {
    const held: (() => void)[] = []
    this.#held = held
    try {
      return work()
    } finally {
      this.#held = null
      for (const deliver of held) deliver()
    }
  }

  /** Whether anybody would hear an event, so that nobody has to word one in vain. */
  heard(own?: RouteListener): boolean {
    return own !== undefined || this.#listeners.size > 0 || published.hasSubscribers
  }

  emit(body: RouteEventBody, executionId?: string, own?: RouteListener): void {
    if (!this.heard(own)) return
    const event = {
      at: this.#runtime.now(),
      wallTime: this.#runtime.wallTime(),
      ...(executionId !== undefined && { executionId }),
      ...body,
    }
    if (this.#held) this.#held.push(() => this.#deliver(event, own))
    else this.#deliver(event, own)
  }

  #deliver(event: RouteEvent, own: RouteListener | undefined): void {
    if (own) tell(own, event)
    for (const listener of this.#listeners) tell(listener, event)
    if (published.hasSubscribers) published.publish(event)
  }
}

function tell(listener: RouteListener, event: RouteEvent): void {
  try {
    // A listener declared async returns a promise all the same; its rejection must not become unhandled.
    const returned: unknown = listener(event)
    if (returned instanceof Promise) returned.catch(() => {})
  } catch {
    // A broken metrics hook must never hang or fail a review.
  }
}
