import { setImmediate } from 'node:timers/promises'
import type { Runtime } from '../runtime/runtime.ts'
import { type VirtualFiles, virtualFiles } from './files.ts'
import { seededRandom } from './random.ts'

/** How a virtual world begins. */
export interface VirtualOptions {
  /** @default 1 */
  readonly seed?: number
  /** Epoch milliseconds at the start. @default 2026-06-12T17:21:00Z, when two models vanished overnight */
  readonly startsAt?: number
  /** @default throws: nothing leaves the machine */
  readonly fetch?: typeof globalThis.fetch
  readonly env?: Readonly<Record<string, string>>
}

/** A runtime whose clock moves only when it is told to. */
export interface VirtualRuntime extends Runtime {
  readonly files: VirtualFiles
  /** Runs every timer due within `ms`, in order, letting promises settle between them. */
  advance(ms: number): Promise<void>
  /** Advances until `promise` settles, and gives its result. @throws when no timer is left and it has not settled */
  until<T>(promise: Promise<T>): Promise<T>
  /** Shifts the wall clock only, as an operator or NTP would. */
  jumpWallClock(ms: number): void
  /** Times at which timers are pending, ascending. */
  pending(): readonly number[]
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly callback: () => void
}

/** Lets every chain of promises run to its end before time moves on: an immediate comes after all of them. */
const settle = (): Promise<void> => setImmediate()

/** A world with its own clock, chance and files: an hour's outage runs in milliseconds, the same way each time. */
export function virtualRuntime(options: VirtualOptions = {}): VirtualRuntime {
  const startsAt = options.startsAt ?? Date.UTC(2026, 5, 12, 17, 21)
  const timers = new Set<Timer>()
  let clock = 0
  let wallShift = 0
  let order = 0

  const after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: clock + Math.max(0, ms), order: order++, callback }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const nextTimer = (): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers)
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer
    return first
  }
  const fire = async (timer: Timer): Promise<void> => {
    timers.delete(timer)
    clock = Math.max(clock, timer.at)
    timer.callback()
    await settle()
  }

  return {
    now: () => clock,
    wallTime: () => startsAt + clock + wallShift,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const onAbort = (): void => {
          cancel()
          reject(signal?.reason)
        }
        const cancel = after(ms, () => {
          signal?.removeEventListener('abort', onAbort)
          resolve()
        })
        signal?.addEventListener('abort', onAbort, { once: true })
      }),
    random: seededRandom(options.seed ?? 1),
    fetch:
      options.fetch ?? (() => Promise.reject(new TypeError('This virtual runtime has no network. Pass `fetch` to give it one.'))),
    files: virtualFiles(() => startsAt + clock + wallShift),
    env: (name) => options.env?.[name],
    jumpWallClock: (ms) => void (wallShift += ms),
    pending: () => [...timers].map((timer) => timer.at).toSorted((a, b) => a - b),
    async advance(ms) {
      const end = clock + ms
      await settle()
      for (let timer = nextTimer(); timer && timer.at <= end; timer = nextTimer()) await fire(timer)
      clock = end
      await settle()
    },
    async until(promise) {
      const state = { settled: false }
      const done = promise.finally(() => (state.settled = true))
      done.catch(() => {})
      await settle()
      while (!state.settled) {
        const timer = nextTimer()
        if (!timer) throw new Error('The promise waits for something that is not a timer of this virtual runtime.')
        await fire(timer)
      }
      return done
    },
  }
}
