import { hasCode, ModelFailure, type ModelFailureDetails } from '@understudy/spec'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TurnedAway } from '../src/circuit/turned-away.ts'
import { world } from './support/route-world.ts'
import { type Behaviour, CALL, fails, reply, vendor } from './support/vendor.ts'

const SAID = 'You have reached your specified usage limits. Access returns on 2027-01-01.'
const no = (id: string, message = SAID, details: ModelFailureDetails = {}): Behaviour =>
  fails(id, 'invalid-request', `${id} does not accept the request: ${message}`, {
    evidence: { status: 400, message },
    ...details,
  })

const caught = (error: unknown) => error as Error & { attempts: readonly unknown[]; cause?: unknown }

describe('a request that a target turns away in words that nobody knows', () => {
  it('goes to the next target, without a retry and without blame', async () => {
    const first = vendor('a/one', no('a/one'))
    const { route, run } = world({ targets: [first, vendor('b/two')] })
    const { target, attempts } = await run()
    expect([target, attempts.length, first.asked]).toEqual(['b/two', 2, 1])
    expect(route.status()[0]).toMatchObject({ circuit: 'closed' })
  })

  it('is surfaced when targets of two vendors say so, and asked nowhere else', async () => {
    const third = vendor('c/three')
    const { run } = world({ targets: [vendor('a/one', no('a/one')), vendor('b/two', no('b/two')), third] })
    const error = await run().catch(caught)
    expect(hasCode(error, 'route-exhausted') && error.cause).toMatchObject({ kind: 'invalid-request' })
    expect((error as Error).message).toMatch(/a and b both turned it away/)
    expect(third.asked).toBe(0)
  })

  it('is not agreed by two models of one vendor', async () => {
    const { run } = world({ targets: [vendor('a/one', no('a/one')), vendor('a/two', no('a/two')), vendor('b/three')] })
    expect((await run()).target).toBe('b/three')
  })

  it('is surfaced with the words of the vendor when there is no other vendor', async () => {
    for (const targets of [[vendor('a/one', no('a/one'))], [vendor('a/one', no('a/one')), vendor('a/two', no('a/two'))]]) {
      const error = await world({ targets }).run().catch(caught)
      expect(hasCode(error, 'route-exhausted') && error.cause).toMatchObject({ kind: 'invalid-request' })
      expect((error as Error).message).toContain(SAID)
    }
  })

  it('is surfaced at once when it failed before anything was sent', async () => {
    const second = vendor('b/two')
    const first = vendor('a/one', fails('a/one', 'invalid-request', 'The schema is not portable.', { sent: false }))
    const error = await world({ targets: [first, second] })
      .run()
      .catch(caught)
    expect((error as Error).message).toMatch(/before anything was sent/)
    expect(second.asked).toBe(0)
  })
})

describe('a target that turns three different requests away in like words', () => {
  const files = (count: number) => Array.from({ length: count }, (_, n) => ({ ...CALL, input: `file ${n}` }))

  it('rests: at most three of fifty files ask it in sequence, and all are served', async () => {
    const first = vendor(
      'a/one',
      no('a/one'),
      {},
      { probe: async () => Promise.reject(new ModelFailure('a/one', 'invalid-request', SAID)) },
    )
    const { run, route } = world({ targets: [first, vendor('b/two')] })
    for (const call of files(50)) expect((await run({}, call)).target).toBe('b/two')
    expect(first.asked).toBe(3)
    expect(route.status()[0]).toMatchObject({ circuit: 'open' })
  })

  it('is asked by at most three beyond those in flight when four are', async () => {
    const first = vendor('a/one', no('a/one'))
    const { route, runtime } = world({ targets: [first, vendor('b/two')] })
    const left = files(50)
    const worker = async (): Promise<void> => {
      for (let call = left.pop(); call; call = left.pop()) expect((await route.run(call)).target).toBe('b/two')
    }
    await runtime.until(Promise.all([worker(), worker(), worker(), worker()]))
    expect(first.asked).toBeLessThanOrEqual(4 + 3)
  })

  it('does not rest for one request that comes again and again, nor for different words, nor with a success between', async () => {
    const first = vendor('a/one', no('a/one'))
    const { run, route } = world({ targets: [first, vendor('b/two')] })
    for (let n = 0; n < 6; n++) await run()
    const words = ['Unknown parameter thinking.', 'This endpoint takes no images.', 'Field tools needs at least one item.']
    for (const [n, call] of files(6).entries()) {
      first.behave = no('a/one', words[n % 3])
      await run({}, call)
    }
    for (const [n, call] of files(8).entries()) {
      first.behave = n % 3 === 2 ? () => reply('one') : no('a/one')
      await run({}, call)
    }
    expect(route.status()[0]).toMatchObject({ circuit: 'closed' })
  })

  it('rests again after one more, since the words are known already', async () => {
    const first = vendor('a/one', no('a/one'))
    const { run, runtime } = world({ targets: [first, vendor('b/two')] })
    const calls = files(40)
    for (const call of calls.slice(0, 20)) await run({}, call)
    await runtime.advance(5_001)
    for (const call of calls.slice(20)) await run({}, call)
    expect(first.asked).toBe(4)
  })

  it('knows like words by what they say, not by their ids, dates and sizes', () => {
    const id = fc.stringMatching(/^req_[0-9a-f]{6,20}[0-9]$/)
    fc.assert(
      fc.property(fc.array(id, { minLength: 3, maxLength: 3 }), fc.nat(), (ids, size) => {
        const streaks = new TurnedAway()
        const rests = ids.map((each, n) =>
          streaks.record('t', `request ${n}`, `Extra usage is required for requests of ${size + n} tokens (${each})`),
        )
        expect(rests).toEqual([false, false, true])
      }),
      { numRuns: 50, seed: 3 },
    )
  })
})
