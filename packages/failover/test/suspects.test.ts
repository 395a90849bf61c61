import { createRoute, memoryStore, type RouteOptions } from '@understudy/failover'
import { type FailureKind, ModelFailure } from '@understudy/spec'
import { seededRandom, virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { after, type Behaviour, CALL, fails, hang, reply, type ScriptedVendor, vendor } from './support/vendor.ts'

const ofTheWay = ['provider-error', 'overloaded', 'unreachable'] as const
const broken = (kind: FailureKind = 'provider-error'): Behaviour => fails('a/one', kind, 'Broken.')
const fine: Behaviour = after(500, () => reply('one'))

/** A first target whose probe fares as its calls do, unless told otherwise, and a second one that is well. */
function pair(options: Partial<RouteOptions> = {}, probe: 'as-calls' | 'answers' | 'none' = 'as-calls') {
  const probes = { sent: 0 }
  const asked: Behaviour = async (context, call) => first.behave(context, call)
  const first: ScriptedVendor = vendor(
    'a/one',
    fine,
    {},
    {
      ...(probe !== 'none' && {
        async probe(context) {
          probes.sent++
          if (probe === 'as-calls') await asked(context, CALL)
        },
      }),
    },
  )
  const second = vendor('b/two', fine)
  return { ...world({ targets: [first, second], ...options }), first, second, probes }
}

describe('a target', () => {
  it.each(ofTheWay)('becomes suspect after two calls that failed in a row: %s', async (kind) => {
    const { first, run, route, told } = pair()
    await run()
    first.behave = broken(kind)
    await run()
    expect(route.status()[0]?.suspect).toBeUndefined()
    await run()
    expect(route.status()[0]).toMatchObject({ circuit: 'closed', suspect: { why: expect.stringContaining('Broken') } })
    expect(told('target-suspected')).toMatchObject([{ target: 'a/one' }])
    const { asked } = first
    const { passedOver } = await run()
    expect(passedOver).toMatchObject([{ target: 'a/one', code: 'suspect' }])
    expect(first.asked).toBe(asked)
  })

  it('becomes suspect after one timeout, so that a hanging one costs one call in sequence', async () => {
    const { first, run, runtime } = pair()
    await run()
    first.behave = hang
    const began = runtime.now()
    for (let n = 0; n < 10; n++) expect((await run()).target).toBe('b/two')
    expect(runtime.now() - began).toBeLessThan(2 * 120_000)
  })

  it.each<[FailureKind]>([
    ['malformed'],
    ['truncated'],
    ['refused'],
    ['substituted'],
    ['context-too-long'],
    ['invalid-request'],
    ['rate-limited'],
  ])('does not become suspect by what lies in the content or in a limit: %s', async (kind) => {
    const { first, run, told, runtime } = pair({ onRefusal: 'failover' })
    first.behave = broken(kind)
    for (let n = 0; n < 8; n++) {
      await run({}, { ...CALL, input: `code ${n}` }).catch(() => {})
      await runtime.advance(60_000)
    }
    expect(told('target-suspected')).toEqual([])
  })

  it('does not become suspect by a failure among good calls, however often that happens', async () => {
    const { first, run, told } = pair()
    for (let n = 0; n < 60; n++) {
      first.behave = n % 20 === 10 ? broken() : fine
      await run()
    }
    expect(told('target-suspected')).toEqual([])
    expect(told('circuit-opened')).toEqual([])
  })

  it('does not become suspect by one call that fails and fails again', async () => {
    const { first, run, told } = pair()
    first.behave = broken()
    const { attempts } = await run()
    expect(attempts.map(({ target }) => target)).toEqual(['a/one', 'a/one', 'b/two'])
    first.behave = fine
    expect((await run()).target).toBe('a/one')
    expect(told('target-suspected')).toEqual([])
  })
})

describe('a suspect target', () => {
  const suspected = async (probe: 'as-calls' | 'answers' | 'none' = 'as-calls', options: Partial<RouteOptions> = {}) => {
    const made = pair(options, probe)
    await made.run()
    made.first.behave = broken()
    await made.run()
    await made.run()
    expect(made.route.status()[0]?.suspect).toBeDefined()
    return made
  }

  it('is back within one cooldown of its recovery', async () => {
    const { first, run, runtime, told } = await suspected()
    await run()
    first.behave = fine
    await runtime.advance(5_000)
    await run()
    await runtime.advance(1_000)
    expect((await run()).target).toBe('a/one')
    expect(told('target-cleared')).toHaveLength(1)
  })

  it('is probed once at a time, and after growing cooldowns', async () => {
    const { run, runtime, probes, route } = await suspected()
    for (let n = 0; n < 20; n++) await run()
    expect(probes.sent).toBeLessThanOrEqual(3)
    for (let n = 0; n < 600; n++) {
      await run()
      await runtime.advance(500)
    }
    expect(probes.sent).toBeLessThanOrEqual(12)
    expect(route.status()[0]?.circuit).not.toBe('closed')
  })

  it('without a probe is asked by a single call after each cooldown', async () => {
    const { first, runtime, route } = await suspected('none')
    first.behave = after(60_000, broken())
    const { asked } = first
    await runtime.until(Promise.all(Array.from({ length: 20 }, () => route.run(CALL))))
    expect(first.asked).toBe(asked + 1)
  })

  it('is asked as ever while nobody else is well', async () => {
    const { first, second, run } = await suspected()
    first.behave = fine
    second.behave = fails('b/two', 'unreachable', 'Down.')
    await run()
    await run()
    const { target } = await run()
    expect(target).toBe('a/one')
  })

  it('alone on its route is asked as ever', async () => {
    const only = vendor('a/one', fails('a/one', 'overloaded', 'Busy.'))
    const { run, route } = world({ targets: [only, vendor('floor/local', undefined, {}, { degraded: true })] })
    await run()
    await run()
    expect(route.status()[0]?.suspect).toBeDefined()
    only.behave = () => reply('one')
    expect((await run()).target).toBe('a/one')
    expect(route.status()[0]?.suspect).toBeUndefined()
  })

  it('is not asked by the next process before a probe found out', async () => {
    const store = memoryStore()
    const { first, second, runtime } = await suspected('as-calls', { store })
    const next = createRoute({ targets: [first, second], store, runtime })
    expect(next.status()[0]?.suspect).toBeDefined()
    expect((await runtime.until(next.run(CALL))).target).toBe('b/two')
    first.behave = fine
    await runtime.advance(5_000)
    await runtime.until(next.run(CALL))
    await runtime.advance(1_000)
    expect((await runtime.until(next.run(CALL))).target).toBe('a/one')
  })

  it('is cleared by an operator who closes its circuit', async () => {
    const { route } = await suspected()
    route.closeCircuit('a/one')
    expect(route.status()[0]?.suspect).toBeUndefined()
  })
})

describe('a healthy target with five failures in a hundred that a second try mends', () => {
  it.each([1, 8])('keeps 97 % of its traffic, %d calls at a time', async (together) => {
    const runtime = virtualRuntime({ seed: 11 })
    const random = seededRandom(42)
    const flaky = (id: string): Behaviour =>
      after(1_500, () => {
        if (random() < 0.05) throw new ModelFailure(id, random() < 0.5 ? 'provider-error' : 'overloaded', 'A moment.')
        return reply('one')
      })
    const probe = async (): Promise<void> => {
      await runtime.sleep(400)
      if (random() < 0.05) throw new ModelFailure('a/one', 'overloaded', 'A moment.')
    }
    const route = createRoute({ targets: [vendor('a/one', flaky('a/one'), {}, { probe }), vendor('b/two', fine)], runtime })
    let left = 2_000
    const served = { first: 0 }
    const worker = async (): Promise<void> => {
      while (left-- > 0) if ((await route.run(CALL)).target === 'a/one') served.first++
    }
    await runtime.until(Promise.all(Array.from({ length: together }, worker)))
    expect(served.first).toBeGreaterThanOrEqual(0.97 * 2_000)
  })
})
