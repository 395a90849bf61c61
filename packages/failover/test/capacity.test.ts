import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AdaptiveConcurrency } from '../src/capacity/concurrency.ts'
import { Line } from '../src/capacity/line.ts'
import { Meter } from '../src/capacity/meter.ts'

describe('concurrency', () => {
  it('falls to what the vendor accepted, and rises again while all goes well', () => {
    const limit = new AdaptiveConcurrency(64)
    limit.refused(5, 0)
    expect(limit.limit).toBe(5)
    limit.succeeded(5, 5_000)
    expect(limit.limit).toBe(5)
    for (let now = 10_000; now <= 60_000; now += 10_000) limit.succeeded(limit.limit, now)
    expect(limit.limit).toBe(64)
  })

  it('finds the number that a vendor takes at once, and is refused for it ever more rarely', () => {
    const TAKES = 10
    const limit = new AdaptiveConcurrency(64)
    const refusals: number[] = []
    for (let now = 0; now < 3_600_000; now += 1_000) {
      const inFlight = limit.limit
      if (inFlight > TAKES) {
        refusals.push(now)
        limit.refused(TAKES, now)
      } else limit.succeeded(inFlight, now)
      expect(limit.limit).toBeGreaterThanOrEqual(1)
    }
    expect(limit.limit).toBeGreaterThanOrEqual(TAKES)
    expect(refusals.length).toBeLessThan(15)
    expect((refusals.at(-1) ?? 0) - (refusals.at(-2) ?? 0)).toBeGreaterThan(300_000)
  })
})

/** A limit as a vendor keeps it. */
function vendorLimit(perMinute: number, style: 'bucket' | 'window') {
  let [level, at, windowEndsAt] = [perMinute, 0, 60_000]
  return (now: number): { readonly accepted: boolean; readonly remaining: number; readonly resetMs: number } => {
    if (style === 'bucket') level = Math.min(perMinute, level + ((now - at) * perMinute) / 60_000)
    else for (; now >= windowEndsAt; windowEndsAt += 60_000) level = perMinute
    at = now
    const accepted = level >= 1
    if (accepted) level--
    const resetMs = style === 'window' ? windowEndsAt - now : ((perMinute - level) / perMinute) * 60_000
    return { accepted, remaining: Math.floor(level), resetMs }
  }
}

describe('a limit per minute', () => {
  it.each(['bucket', 'window'] as const)('is used up but hardly ever exceeded when the vendor counts in a %s', (style) => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 600 }), fc.integer({ min: 1, max: 20 }), (perMinute, answerSeconds) => {
        const vendor = vendorLimit(perMinute, style)
        const answers: { at: number; read: () => void }[] = []
        let [meter, accepted, refused] = [null as Meter | null, 0, 0]
        for (let now = 0; now < 600_000; now += 100) {
          for (; (answers[0]?.at ?? Infinity) <= now;) answers.shift()?.read()
          for (let n = 0; n < 20; n++) {
            if (meter && meter.waitMs(1, now) !== null) break
            // Nothing is known before the first answer: one call at a time, as the first call of a target goes.
            if (!meter && answers.length > 0) break
            const mark = meter?.take(1, now) ?? null
            const { accepted: yes, remaining, resetMs } = vendor(now)
            if (!yes) {
              refused++
              break
            }
            accepted++
            const at = now + answerSeconds * 1_000
            const read = (): void => {
              meter ??= new Meter(perMinute, at, false)
              meter.read({ limit: perMinute, remaining, resetMs }, mark, at)
            }
            answers.push({ at, read })
          }
        }
        expect(refused / (accepted + refused)).toBeLessThan(0.03)
        expect(accepted).toBeGreaterThan(perMinute * 10 * 0.85)
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('spreads a configured limit over the minute', () => {
    const meter = new Meter(60, 0, true)
    let taken = 0
    for (let now = 0; now < 60_000; now += 10)
      if (meter.waitMs(1, now) === null) {
        meter.take(1, now)
        taken++
      }
    expect(taken).toBeGreaterThanOrEqual(59)
    expect(taken).toBeLessThanOrEqual(61)
  })

  it('lets a call that is larger than the whole limit go once the meter is full, and says how long that takes', () => {
    const meter = new Meter(6_000, 0, false)
    expect(meter.waitMs(10_000, 0)).toBeNull()
    meter.take(10_000, 0)
    expect(meter.waitMs(1_000, 0)).toBeCloseTo(50_000)
    expect(meter.waitMs(1_000, 49_999)).not.toBeNull()
    expect(meter.waitMs(1_000, 50_000)).toBeNull()
  })
})

describe('the line', () => {
  function lineOf(places: number) {
    const runtime = virtualRuntime()
    const line = new Line<number>(runtime, 1_000)
    const state = { free: 0, served: [] as string[] }
    const wait = (caller: string, name: string, until = 60_000, signal?: AbortSignal): Promise<number> =>
      line.wait({
        caller,
        until,
        signal,
        attempt: () => ({ got: state.free > 0 ? (state.served.push(name), state.free--) : null }),
        expired: () => new Error(`${name} expired`),
        aborted: () => new Error(`${name} left`),
      })
    const release = (count = places): void => {
      state.free += count
      line.pump()
    }
    return { runtime, line, state, wait, release }
  }

  it('gives every caller a turn, however many calls one of them has', async () => {
    const { state, wait, release, line } = lineOf(1)
    const all = [...Array.from({ length: 6 }, (_, n) => wait('busy', `busy${n}`)), wait('calm', 'calm0'), wait('calm', 'calm1')]
    for (let n = 0; n < 8; n++) release()
    await Promise.all(all)
    expect(state.served.slice(0, 4)).toEqual(['busy0', 'calm0', 'busy1', 'calm1'])
    expect(line.waiting).toBe(0)
  })

  it('lets go of who waited too long or left, and leaves no timer', async () => {
    const { runtime, wait, line } = lineOf(1)
    const abort = new AbortController()
    const late = wait('a', 'late', 5_000).catch((error: Error) => error.message)
    const gone = wait('a', 'gone', 60_000, abort.signal).catch((error: Error) => error.message)
    abort.abort()
    await runtime.advance(5_000)
    expect([await late, await gone]).toEqual(['late expired', 'gone left'])
    expect(line.waiting).toBe(0)
    expect(runtime.pending()).toEqual([])
  })

  it('never loses a place and never gives one twice, in any order of events', async () => {
    const moves = fc.array(fc.constantFrom('a', 'b', 'c', 'release', 'abort', 'time'), { minLength: 20, maxLength: 80 })
    const reached = { served: 0, aborted: 0, expired: 0 }
    await fc.assert(
      fc.asyncProperty(moves, async (order) => {
        const { runtime, line, state, wait, release } = lineOf(1)
        const waiting: { promise: Promise<unknown>; abort: AbortController }[] = []
        let [released, ended] = [0, 0]
        for (const move of order) {
          if (move === 'release') {
            release()
            released++
          } else if (move === 'abort') waiting.shift()?.abort.abort()
          else if (move === 'time') await runtime.advance(4_000)
          else {
            const abort = new AbortController()
            const promise = wait(move, move, runtime.now() + 9_000, abort.signal).then(
              () => reached.served++,
              (error: Error) => (error.message.endsWith('left') ? reached.aborted++ : reached.expired++),
            )
            waiting.push({ promise: promise.then(() => ended++), abort })
            line.pump()
          }
        }
        await runtime.advance(20_000)
        const asked = order.filter((move) => 'abc'.includes(move)).length
        expect(ended).toBe(asked)
        expect(state.served.length + state.free).toBe(released)
        expect(line.waiting).toBe(0)
        expect(runtime.pending()).toEqual([])
      }),
      { numRuns: 150, seed: 5 },
    )
    expect(Math.min(reached.served, reached.aborted, reached.expired)).toBeGreaterThan(50)
  })
})
