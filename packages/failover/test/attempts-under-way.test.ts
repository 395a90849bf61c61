import { createRoute } from '@understudy/failover'
import type { Runtime } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, CALL, hang, reply, vendor } from './support/vendor.ts'

/** A virtual world that counts the timers it was asked for, and may fire them a little early, as the system's timers do. */
function worldOf(earlyMs: number) {
  const virtual = virtualRuntime()
  const asked = { timers: 0 }
  const runtime: Runtime = {
    ...virtual,
    after(ms, callback) {
      asked.timers++
      return virtual.after(ms > 5 ? ms - earlyMs : ms, callback)
    },
  }
  return { virtual, runtime, asked }
}

describe('the one timer of all attempts', () => {
  it('ends each attempt at its own deadline and none before, whatever began or ended meanwhile, and leaves no timer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            beginsAt: fc.nat({ max: 2_000 }),
            deadlineMs: fc.integer({ min: 100, max: 4_000 }),
            abortsAfter: fc.option(fc.nat({ max: 4_000 })),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        fc.constantFrom(0, 0.4, 0.9),
        async (calls, earlyMs) => {
          const { virtual, runtime } = worldOf(earlyMs)
          const adapter = vendor('a/one', hang)
          const route = createRoute({ targets: [adapter], runtime, attempts: 1, capacity: { firstCallMs: 0 } })
          const tooEarly: number[] = []
          const tooLate: number[] = []
          for (const { beginsAt, deadlineMs, abortsAfter } of calls)
            virtual.after(beginsAt, () => {
              // One that the circuit refuses ends at once, and is another test's.
              const asks = route.status()[0]?.circuit === 'closed'
              const abort = new AbortController()
              if (abortsAfter !== null) virtual.after(abortsAfter, () => abort.abort())
              const endsAfter = Math.min(deadlineMs, abortsAfter ?? Infinity)
              const ended = (): void => {
                const ms = virtual.now() - beginsAt
                if (asks && ms < endsAfter) tooEarly.push(ms - endsAfter)
                if (ms > endsAfter + 1) tooLate.push(ms - endsAfter)
              }
              void route.run(CALL, { deadlineMs, signal: abort.signal }).then(ended, ended)
            })
          await virtual.advance(10_000)
          expect([tooEarly, tooLate]).toEqual([[], []])
          const closed = route.close()
          await virtual.until(closed)
          expect(virtual.pending()).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is set once for a hundred calls, and not again until the first deadline', async () => {
    const { virtual, runtime, asked } = worldOf(0)
    const route = createRoute({
      targets: [vendor('a/one', hang)],
      runtime,
      capacity: { firstCallMs: 0, concurrency: 1_000 },
      watch: { listsEveryMs: 0, probesPerHour: 0 },
    })
    const before = asked.timers
    let ended = 0
    for (let n = 0; n < 100; n++) {
      void route.run(CALL, { deadlineMs: 50_000 }).catch(() => ended++)
      await virtual.advance(100)
    }
    expect(asked.timers - before).toBe(1)
    await virtual.advance(60_000)
    expect(ended).toBe(100)
  })
})

describe('a route without calls', () => {
  it('has no timer, from the moment that the last one ended', async () => {
    const { virtual, runtime } = worldOf(0)
    const watch = { listsEveryMs: 0, probesPerHour: 0 }
    const route = createRoute({
      targets: [
        vendor(
          'a/one',
          after(1_000, () => reply('one')),
        ),
      ],
      runtime,
      watch,
    })
    const calls = [route.run(CALL), route.run(CALL), route.run(CALL)]
    for (const call of calls) {
      await virtual.until(call)
      expect(virtual.pending().length > 0).toBe(call !== calls[2])
    }
  })
})

describe('an error of a call', () => {
  it('says where in the caller’s code the call was made', async () => {
    const { virtual, runtime } = worldOf(0)
    const route = createRoute({ targets: [vendor('a/one', hang)], runtime, attempts: 1 })
    async function codeOfTheCaller(): Promise<void> {
      await route.run(CALL, { deadlineMs: 1_000 })
    }
    const error = await virtual.until(codeOfTheCaller().catch((thrown: Error) => thrown))
    expect(error?.stack).toContain('codeOfTheCaller')
  })
})
