import type { Runtime } from '@understudy/spec'

/** What a waiter is told each time something changed. */
export interface Attempted<T> {
  /** Null: nothing now. */
  readonly got: T | null
  /** When time alone will change that. */
  readonly retryAfterMs?: number
}

export interface Waiter<T> {
  /** Waiters with the same word share one turn. */
  readonly caller: string
  /** On the runtime's clock. */
  readonly until: number
  readonly signal: AbortSignal | undefined
  /** Tries to get what is waited for. @throws to leave the line with an error */
  readonly attempt: () => Attempted<T>
  /** The error when time or patience ends. */
  readonly expired: () => Error
  readonly aborted: () => Error
}

interface Place<T> extends Waiter<T> {
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
  readonly leave: () => void
}

/**
 * The line in front of busy targets: bounded, fair between callers (one turn each, first come first served inside a
 * caller), and woken by what changes, not by polling.
 */
export class Line<T> {
  readonly #runtime: Pick<Runtime, 'now' | 'after'>
  readonly #capacity: number
  readonly #callers = new Map<string, Set<Place<T>>>()
  #waiting = 0
  #wakeAt = Infinity
  #disarm: () => void = () => {}
  #pumping = false

  constructor(runtime: Pick<Runtime, 'now' | 'after'>, capacity: number) {
    this.#runtime = runtime
    this.#capacity = capacity
  }

  get waiting(): number {
    return this.#waiting
  }

  get full(): boolean {
    return this.#waiting >= this.#capacity
  }

  wait(waiter: Waiter<T>, retryAfterMs?: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => {
        place.leave()
        reject(waiter.aborted())
      }
      const disarm = this.#runtime.after(Math.max(0, waiter.until - this.#runtime.now()), () => {
        place.leave()
        reject(waiter.expired())
      })
      const place: Place<T> = {
        ...waiter,
        resolve,
        reject,
        leave: () => {
          disarm()
          waiter.signal?.removeEventListener('abort', onAbort)
          this.#remove(place)
        },
      }
      waiter.signal?.addEventListener('abort', onAbort, { once: true })
      this.#add(place)
      this.#wakeIn(retryAfterMs)
    })
  }

  /** Something changed: gives each caller a turn until nobody gets anything. */
  pump(): void {
    if (this.#waiting === 0 || this.#pumping) return
    this.#pumping = true
    try {
      while (this.#round());
    } finally {
      this.#pumping = false
    }
  }

  /** One turn for each caller; true when anybody got something. A caller that did goes to the back. */
  #round(): boolean {
    let served = false
    // A copy, because callers move to the back meanwhile.
    for (const [caller, places] of Array.from(this.#callers)) {
      const [first] = places
      if (!first || !this.#serve(first)) continue
      served = true
      if (places.size === 0) continue
      this.#callers.delete(caller)
      this.#callers.set(caller, places)
    }
    return served
  }

  #serve(place: Place<T>): boolean {
    try {
      const attempted = place.attempt()
      if (attempted.got === null) {
        this.#wakeIn(attempted.retryAfterMs)
        return false
      }
      place.leave()
      place.resolve(attempted.got)
    } catch (error) {
      place.leave()
      place.reject(error)
    }
    return true
  }

  #wakeIn(ms: number | undefined): void {
    if (ms === undefined) return
    const at = this.#runtime.now() + ms
    if (at >= this.#wakeAt) return
    this.#disarm()
    this.#wakeAt = at
    this.#disarm = this.#runtime.after(ms, () => {
      this.#wakeAt = Infinity
      this.pump()
    })
  }

  #add(place: Place<T>): void {
    const same = this.#callers.get(place.caller) ?? new Set()
    this.#callers.set(place.caller, same.add(place))
    this.#waiting++
  }

  #remove(place: Place<T>): void {
    const same = this.#callers.get(place.caller)
    if (!same?.delete(place)) return
    this.#waiting--
    if (same.size === 0) this.#callers.delete(place.caller)
    if (this.#waiting > 0) return
    this.#disarm()
    this.#wakeAt = Infinity
  }
}
