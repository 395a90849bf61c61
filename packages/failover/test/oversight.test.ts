import { createRoute, memoryJournal, type Policy } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import { hasCode, type ModelAdapter, ModelFailure, RouteExhaustedError } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { aNotice } from './support/notices.ts'
import { world } from './support/route-world.ts'
import { CALL, fails, reply, vendor } from './support/vendor.ts'

const MINUTE = 60_000

const EU_ONLY: Policy = {
  name: 'operator',
  otherwise: 'allow',
  rules: [
    {
      id: 'secret-stays',
      effect: 'deny',
      repositoryClasses: ['secret'],
      residencies: ['us', 'global'],
      why: 'Secret code stays in the EU.',
    },
  ],
}

describe('policy on a route', () => {
  it('decides per subject, before the call, and names the rule in the error', async () => {
    const us = vendor('a/us', undefined, { residency: 'us' })
    const eu = vendor('b/eu', undefined, { residency: 'eu' })
    const { run } = world({ targets: [us, eu], policy: EU_ONLY })
    expect((await run({ repositoryClass: 'open' })).target).toBe('a/us')
    expect((await run({ repositoryClass: 'secret' })).target).toBe('b/eu')
    expect(us.asked).toBe(1)
    eu.behave = fails('b/eu', 'withdrawn', 'Gone.', { explicit: true, reason: 'withdrawn' })
    const error = await run({ repositoryClass: 'secret' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RouteExhaustedError)
    expect(hasCode(error, 'route-exhausted') && error.skipped).toContainEqual({
      target: 'a/us',
      why: 'Secret code stays in the EU. (operator/secret-stays)',
    })
    expect(us.asked).toBe(1)
  })

  it('holds for a second policy that only narrows', async () => {
    const first = vendor('a/one')
    const { run } = world({
      targets: [first, vendor('b/two')],
      policy: [EU_ONLY, { otherwise: 'deny', rules: [{ id: 'b', effect: 'allow', vendors: ['b'] }] }],
    })
    expect((await run({ repositoryClass: 'open' })).target).toBe('b/two')
    expect(first.asked).toBe(0)
  })
})

describe('notices on a route', () => {
  it('bar before any call fails, from their moment to their end, and show in the status', async () => {
    const runtime = virtualRuntime()
    const at = (ms: number) => new Date(runtime.wallTime() + ms).toISOString()
    const notice = aNotice('order', { models: ['a/*'], tasks: ['review.*'], from: at(1_000), until: at(2_000) })
    const first = vendor('a/one')
    const route = createRoute({ runtime, targets: [first, vendor('b/two')], notices: { notices: () => [notice] } })
    const served = async (task: 'review.files' | 'propose.patch' = 'review.files') =>
      (await runtime.until(route.run({ ...CALL, task }))).target
    expect(await served()).toBe('a/one')
    await runtime.advance(1_000 - runtime.now())
    expect([await served(), await served('propose.patch')]).toEqual(['b/two', 'a/one'])
    expect(route.status()[0]?.bar).toMatchObject({ by: 'notice', reason: 'order', since: Date.parse(notice.from) })
    await runtime.advance(2_000 - runtime.now())
    expect(await served()).toBe('a/one')
  })

  it('apply between two attempts of one call: what came into force meanwhile is not asked', async () => {
    let notices: readonly Notice[] = []
    const order = aNotice('order', { models: ['b/*'] })
    const first = vendor('a/one', () => {
      notices = [order]
      throw new ModelFailure('a/one', 'overloaded', 'Busy.')
    })
    const [second, third] = [vendor('b/two'), vendor('c/three')]
    const { run } = world({ targets: [first, second, third], notices: { notices: () => notices } })
    expect((await run()).target).toBe('c/three')
    expect(second.asked).toBe(0)
  })

  it('do not bar the last target without the operator’s yes', async () => {
    const notices = { notices: () => [aNotice('order', { models: ['*'] })] }
    expect((await world({ targets: [vendor('a/one')], notices }).run()).target).toBe('a/one')
    const strict = world({ targets: [vendor('a/one')], notices, mayBarLast: ['order'] })
    await expect(strict.run()).rejects.toMatchObject({ code: 'route-exhausted' })
  })

  it('tell once that they are not applied, and the journal keeps it', async () => {
    const journal = memoryJournal()
    const notices = { notices: () => [aNotice('order', { models: ['*'] })] }
    const { run, told } = world({ targets: [vendor('a/one')], notices, journal })
    for (let n = 0; n < 3; n++) await run()
    await run({}, { ...CALL, task: 'propose.patch' })
    const why =
      'The notice order of Somebody is not applied to review.files, since it would bar the last permitted target. Say yes with mayBarLast, or add a target.'
    expect(told('notice-held')).toMatchObject([
      { notice: 'order', task: 'review.files', sentence: why },
      { task: 'propose.patch' },
    ])
    const decisions = journal.entries().filter((entry) => entry.type === 'decision' && entry.decision === 'notice-held')
    expect(decisions).toMatchObject([{ why, data: { notice: 'order', task: 'review.files' } }, {}])
    expect(world({ targets: [vendor('a/one')], notices, mayBarLast: true }).told('notice-held')).toEqual([])
  })
})

describe('a barred target', () => {
  const back = (adapter: Partial<ModelAdapter>, state: { up: boolean }) =>
    vendor(
      'a/one',
      (_, call) => {
        if (!state.up) throw new ModelFailure('a/one', 'withdrawn', 'Gone.', { explicit: true, reason: 'withdrawn' })
        return reply('one', { text: call.input })
      },
      {},
      adapter,
    )

  it('is probed without code, returns after three good answers, and gets its traffic back gradually', async () => {
    const state = { up: false }
    let probes = 0
    const probe = async (): Promise<void> => {
      probes++
      if (!state.up) throw new ModelFailure('a/one', 'withdrawn', 'Gone.')
    }
    const first = back({ probe }, state)
    const { route, runtime, run, told } = world({ targets: [first, vendor('b/two')] })
    await run()
    expect(first.asked).toBe(1)
    await runtime.advance(46 * MINUTE)
    expect(probes).toBe(2)
    state.up = true
    await runtime.advance(4 * 60 * MINUTE)
    expect(told('target-reinstated')).toMatchObject([{ target: 'a/one', by: 'verdict', why: '3 good probes in a row' }])
    const [at] = told('target-reinstated')
    expect(first.asked).toBe(1)
    // Long enough ago by now for everything.
    expect((await run()).target).toBe('a/one')
    expect(runtime.now() - (at?.at ?? 0)).toBeGreaterThan(10 * MINUTE)
    await route.close()
  })

  it('has a tenth of the traffic at first', async () => {
    const state = { up: false }
    const first = back({ probe: async () => {} }, state)
    const { runtime, run, told, route } = world({ targets: [first, vendor('b/two')] })
    await run()
    state.up = true
    while (told('target-reinstated').length === 0) await runtime.advance(1_000)
    expect(route.status()[0]).toMatchObject({ returnShare: 0.1 })
    for (let call = 0; call < 200; call++) await run()
    expect(first.asked - 1).toBeGreaterThan(5)
    expect(first.asked - 1).toBeLessThan(45)
  })

  it('that nothing proves is asked again at once when a look refutes it', async () => {
    const notFound = fails('a/one', 'not-permitted', 'Not found.', { explicit: false, reason: 'unknown-model' })
    const probe: ModelAdapter['probe'] = async (context) => void (await first.behave(context, CALL))
    const first = vendor('a/one', undefined, {}, { probe })
    const { runtime, run, told } = world({ targets: [first, vendor('b/two')] })
    await run()
    first.behave = notFound
    await run()
    await runtime.advance(1)
    expect(told('target-barred')).toMatchObject([{ target: 'a/one', reason: 'withdrawn' }])
    first.behave = () => reply('one')
    await runtime.advance(20_000)
    expect(told('target-reinstated')).toMatchObject([{ why: expect.stringContaining('false alarm') }])
    expect((await run()).target).toBe('a/one')
  })

  it('is not probed where nobody may be sent, even without code', async () => {
    let probes = 0
    const first = back({ probe: async () => void probes++ }, { up: false })
    let notices: readonly Notice[] = []
    const { runtime, run } = world({ targets: [first, vendor('b/two')], notices: { notices: () => notices } })
    await run()
    notices = [aNotice('order', { models: ['a/*'] })]
    await runtime.advance(5 * 60 * MINUTE)
    expect(probes).toBe(0)
  })
})

describe('options', () => {
  it.each<[object, string]>([
    [{ policy: { otherwise: 'no', rules: [] } }, 'policies[0].otherwise must be one of allow, deny'],
    [{ notices: [] }, 'notices must be a notice board'],
    [{ prices: [{ asOf: 'x', prices: [] }] }, 'prices[0].asOf'],
    [{ spendingCapUsd: -1 }, 'spendingCapUsd'],
    [{ watch: { probes: 3 } }, 'watch.probes must be a known option'],
    [{ watch: { probesPerHour: 1.5 } }, 'probes.perHour must be a whole number'],
  ])('%j is refused', (options, message) => {
    expect(() => createRoute({ targets: [vendor('a/one')], ...options })).toThrow(message)
  })
})
