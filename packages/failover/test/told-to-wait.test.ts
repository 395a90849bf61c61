import { type FailureKind, ModelFailure, type ModelFailureDetails } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { CALL, reply, vendor } from './support/vendor.ts'

/** Fails so until a time, then answers. */
function until(atMs: number, kind: FailureKind, details: ModelFailureDetails) {
  return vendor('a/one', ({ runtime }) => {
    if (runtime.now() >= atMs) return reply('one')
    throw new ModelFailure('a/one', kind, 'Not now.', details)
  })
}

describe('a lone target that says when to come back', () => {
  it.each<[FailureKind]>([['rate-limited'], ['overloaded'], ['provider-error'], ['quota-exhausted']])(
    'is waited for when that fits the deadline: %s',
    async (kind) => {
      const only = until(12_000, kind, { retryAfterMs: 12_000 })
      const { runtime, route } = world({ targets: [only] })
      const { target } = await runtime.until(route.run(CALL, { deadlineMs: 30_000 }))
      expect([target, only.asked]).toEqual(['a/one', 2])
      expect(runtime.now()).toBeGreaterThanOrEqual(12_000)
      expect(runtime.now()).toBeLessThan(14_000)
    },
  )

  it.each<[FailureKind]>([['rate-limited'], ['overloaded'], ['quota-exhausted']])(
    'is not waited for when it does not: %s',
    async (kind) => {
      const { runtime, route } = world({ targets: [until(60_000, kind, { retryAfterMs: 60_000 })] })
      await runtime
        .until(route.run(CALL, { deadlineMs: 30_000 }))
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'route-exhausted' }))
      expect(runtime.now()).toBeLessThan(5_000)
    },
  )

  it('is not waited for while another target serves', async () => {
    const { runtime, route } = world({ targets: [until(12_000, 'quota-exhausted', { retryAfterMs: 12_000 }), vendor('b/two')] })
    expect((await runtime.until(route.run(CALL))).target).toBe('b/two')
    expect(runtime.now()).toBeLessThan(2_000)
  })

  it('is asked no sooner than after 250 ms when it says at once, and ever later as it says so again', async () => {
    const at: number[] = []
    const only = vendor('a/one', ({ runtime }) => {
      at.push(runtime.now())
      throw new ModelFailure('a/one', 'rate-limited', 'Too many.', { retryAfterMs: 0 })
    })
    const { run } = world({ targets: [only], attempts: 5 })
    await run().catch(() => {})
    const waits = at.slice(1).map((time, n) => Math.round(time - (at[n] ?? 0)))
    expect(waits).toEqual([250, 500, 1_000, 2_000])
  })
})

describe('a quota of one model', () => {
  it.each([
    ['credential-model', 'a/two'],
    ['credential', 'b/three'],
  ] as const)('of scope %s moves the call to %s', async (scope, next) => {
    const first = vendor('a/one', () => {
      throw new ModelFailure('a/one', 'quota-exhausted', 'Out of quota.', { scope, retryAfterMs: 40_000 })
    })
    const { run } = world({ targets: [first, vendor('a/two'), vendor('b/three')] })
    expect((await run()).target).toBe(next)
  })
})
