import { type FailureKind, ModelFailure, type ModelFailureDetails } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { type Behaviour, CALL, fails, reply, type ScriptedVendor, vendor } from './support/vendor.ts'

const NOT_FOUND: ModelFailureDetails = {
  explicit: false,
  reason: 'unknown-model',
  evidence: { status: 404, message: 'No endpoint of this model can take the parameters.' },
}
const FORBIDDEN: ModelFailureDetails = {
  explicit: false,
  reason: 'no-access',
  evidence: { status: 403, message: 'Blocked by rule 17.' },
}
const says = (details: ModelFailureDetails, kind: FailureKind = 'not-permitted'): Behaviour =>
  fails('a/one', kind, 'No.', details)

/** A target that served before, with a probe of its own, and a second one. */
async function served(probe: (() => Promise<void>) | null, options: Parameters<typeof world>[0] | object = {}) {
  const probes = { sent: 0 }
  const counted = async (): Promise<void> => {
    probes.sent++
    await probe?.()
  }
  const first: ScriptedVendor = vendor('a/one', undefined, {}, probe ? { probe: counted } : {})
  const second = vendor('b/two')
  const made = world({ targets: [first, second], ...options })
  await made.run()
  return { ...made, first, second, probes }
}

describe.each([
  ['404', NOT_FOUND],
  ['403', FORBIDDEN],
])('an ambiguous %s said to a model that served', (_, details) => {
  it('moves the request on and suspends nothing when a synthetic probe is answered', async () => {
    const { first, run, route, probes, told, runtime } = await served(async () => {})
    first.behave = says(details)
    const moved = await run()
    expect([moved.target, moved.attempts[0]?.failure?.kind]).toEqual(['b/two', 'not-permitted'])
    expect(moved.attempts[0]?.failure?.sentence).toContain(details.evidence?.message)
    await runtime.advance(1)
    first.behave = () => reply('one')
    expect((await run()).target).toBe('a/one')
    expect(probes.sent).toBe(1)
    expect(route.status()[0]).toMatchObject({ circuit: 'closed' })
    expect(told('target-barred')).toEqual([])
    expect(told('target-probed')).toMatchObject([{ target: 'a/one', why: expect.stringContaining('one request') }])
  })

  it('suspends it at once when the probe fails as well, in the words of the vendor', async () => {
    const { first, run, route, told, runtime } = await served(async () => {
      throw new ModelFailure('a/one', 'not-permitted', 'No.', details)
    })
    first.behave = says(details)
    await run()
    await runtime.advance(1)
    const asked = first.asked
    expect(route.status()[0]?.bar).toMatchObject({
      by: 'verdict',
      sentence: expect.stringContaining(details.evidence?.message ?? ''),
    })
    await run()
    expect(first.asked).toBe(asked)
    expect(told('target-barred')).toHaveLength(1)
  })

  it.each<[FailureKind]>([['timeout'], ['rate-limited'], ['provider-error'], ['unreachable']])(
    'suspends nothing when the probe proves nothing: %s',
    async (kind) => {
      const { first, run, route, runtime } = await served(async () => {
        throw new ModelFailure('a/one', kind, 'Not now.')
      })
      first.behave = says(details)
      await run()
      await runtime.advance(1)
      expect(route.status()[0]?.bar).toBeUndefined()
    },
  )

  it('asks by one probe at a time, and no more than once in ten seconds, however many requests meet it', async () => {
    const { first, route, probes, runtime } = await served(async () => {
      await runtime.sleep(500)
    })
    first.behave = says(details)
    const calls = Array.from({ length: 20 }, () => route.run(CALL))
    await runtime.until(Promise.all(calls))
    expect(probes.sent).toBe(1)
    await runtime.advance(5_000)
    await runtime.until(route.run(CALL))
    expect(probes.sent).toBe(1)
  })

  it('lets a target without a probe rest, and suspends it only when the next request fares no better', async () => {
    const { first, run, route, runtime } = await served(null)
    first.behave = says(details)
    await run()
    expect(route.status()[0]).toMatchObject({ circuit: 'open' })
    expect(route.status()[0]?.bar).toBeUndefined()
    await runtime.advance(10_000)
    await run()
    expect(route.status()[0]?.bar).toMatchObject({ by: 'verdict' })
    expect(first.asked).toBe(3)
  })

  it('forgets the first when a request was served between two', async () => {
    const { first, run, route, runtime } = await served(null)
    for (let n = 0; n < 3; n++) {
      first.behave = says(details)
      await run()
      first.behave = () => reply('one')
      await runtime.advance(30_000)
      expect((await run()).target).toBe('a/one')
    }
    expect(route.status()[0]?.bar).toBeUndefined()
  })
})

describe('words of a moment', () => {
  it('suspend nothing, though they speak of the model', async () => {
    const { first, run, route } = await served(async () => {})
    first.behave = says({ explicit: true, reason: 'withdrawn', evidence: { status: 503 }, retryAfterMs: 3_000 }, 'withdrawn')
    const { attempts } = await run()
    expect(attempts[0]?.failure).toMatchObject({ kind: 'overloaded', retryAfterMs: 3_000 })
    expect(route.status()[0]?.bar).toBeUndefined()
  })
})
