import { hasCode, ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { createRoute, memoryJournal, memoryStore, type RouteEvent } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { after, CALL, fails, hang, reply, vendor } from './support/vendor.ts'

function world(...vendors: Parameters<typeof createRoute>[0]['targets']) {
  const runtime = virtualRuntime()
  const events: RouteEvent[] = []
  const store = memoryStore()
  const journal = memoryJournal()
  const route = createRoute({ targets: vendors, runtime, store, journal })
  route.subscribe((event) => events.push(event))
  return { runtime, events, store, journal, route }
}

const gone = fails('anthropic/fable', 'withdrawn', 'Claude Fable 5 is not available.', { explicit: true, reason: 'withdrawn' })

describe('a withdrawal', () => {
  it('moves the call on, bars the model and asks it not once more, in the next process too', async () => {
    const first = vendor('anthropic/fable', gone)
    const second = vendor('openai/gpt')
    const { route, store, runtime, events } = world(first, second)
    const result = await runtime.until(route.run(CALL))
    expect(result.target).toBe('openai/gpt')
    expect(result.attempts.map((attempt) => [attempt.target, attempt.outcome])).toEqual([
      ['anthropic/fable', 'failed'],
      ['openai/gpt', 'served'],
    ])
    await runtime.until(route.run(CALL))
    expect(first.asked).toBe(1)
    expect(route.status()[0]).toMatchObject({ id: 'anthropic/fable', bar: { by: 'verdict', reason: 'withdrawn' } })
    expect(events.map((event) => event.type)).toContain('target-barred')

    const next = createRoute({ targets: [first, second], store, runtime })
    await runtime.until(next.run(CALL))
    expect(first.asked).toBe(1)
  })

  it('is recognised in a bare 404 once the target served this credential', async () => {
    const bare = fails('anthropic/fable', 'withdrawn', 'Not found.', { explicit: false, reason: 'unknown-model' })
    const first = vendor('anthropic/fable')
    const { route, runtime } = world(first, vendor('openai/gpt'))
    await runtime.until(route.run(CALL))
    first.behave = bare
    await runtime.until(route.run(CALL))
    await runtime.advance(10_000)
    await runtime.until(route.run(CALL))
    expect(route.status()[0]?.bar?.reason).toBe('withdrawn')
  })

  it('is not guessed from a bare 404 of a target that never served: it says to check the id', async () => {
    const first = vendor('anthropic/fabel', fails('anthropic/fabel', 'withdrawn', 'Not found.', { explicit: false }))
    const { route, runtime, events } = world(first, vendor('openai/gpt'))
    const { target } = await runtime.until(route.run(CALL))
    expect(target).toBe('openai/gpt')
    expect(route.status()[0]?.bar).toBeUndefined()
    const failed = events.find((event) => event.type === 'attempt-failed')
    expect(failed).toMatchObject({ sentence: expect.stringContaining('check the model id') })
    await runtime.until(route.run(CALL))
    expect(first.asked).toBe(1)
  })
})

describe('one deadline', () => {
  it('cuts off a target that ignores its signal, and leaves the next one a useful share', async () => {
    const { route, runtime } = world(
      vendor('a/slow', hang),
      vendor(
        'b/fine',
        after(10_000, () => reply('fine')),
      ),
    )
    const started = runtime.now()
    const { target } = await runtime.until(route.run(CALL, { deadlineMs: 60_000 }))
    expect(target).toBe('b/fine')
    expect(runtime.now() - started).toBe(50_000)
    expect(runtime.pending()).toEqual([])
  })

  it('ends with the attempts listed when it passes', async () => {
    const { route, runtime } = world(vendor('a/slow', hang), vendor('b/slow', hang))
    const error = await runtime.until(route.run(CALL, { deadlineMs: 30_000 })).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted') || hasCode(error, 'deadline-exceeded')).toBe(true)
    expect(runtime.now()).toBeLessThanOrEqual(30_250)
    expect((error as { attempts: unknown[] }).attempts).toHaveLength(2)
  })
})

describe('refusals', () => {
  it('surface by default, and never go to the same vendor again when the operator chose failover', async () => {
    const refuses = (id: string) => vendor(id, fails(id, 'refused', 'I will not.'))
    const [one, two, three] = [refuses('a/one'), refuses('a/two'), vendor('b/three')]
    const surface = world(one, two, three)
    const error = await surface.runtime.until(surface.route.run(CALL)).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted') && error.cause instanceof ModelFailure && error.cause.kind).toBe('refused')
    expect(two.asked + three.asked).toBe(0)

    const runtime = virtualRuntime()
    const route = createRoute({ targets: [one, two, three], runtime, onRefusal: 'failover' })
    expect((await runtime.until(route.run(CALL))).target).toBe('b/three')
    expect(two.asked).toBe(0)
  })
})

describe('accept and repair', () => {
  it('asks once more with the repaired call, then goes on', async () => {
    const asked: string[] = []
    const first = vendor('a/one', (_, call) => {
      asked.push(call.input)
      return reply('one', { text: 'no json' })
    })
    const { route, runtime } = world(
      first,
      vendor('b/two', () => reply('two', { text: '{}' })),
    )
    const result = await runtime.until(
      route.run(CALL, {
        accept: ({ text }, target) => {
          if (text !== '{}') throw new ModelFailure(target.id, 'malformed', 'Not JSON.')
          return JSON.parse(text) as object
        },
        repair: (call) => ({ ...call, input: 'again' }),
      }),
    )
    expect(asked).toEqual(['code', 'again'])
    expect(result).toMatchObject({ target: 'b/two', value: {} })
    expect(result.attempts.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'served'])
  })

  it('gives the caller back what accept threw without judging', async () => {
    const { route, runtime, events } = world(vendor('a/one'))
    const bug = new TypeError('mine')
    await expect(
      runtime.until(
        route.run(CALL, {
          accept: () => {
            throw bug
          },
        }),
      ),
    ).rejects.toBe(bug)
    expect(events.filter((event) => event.type.startsWith('execution-')).map((event) => event.type)).toEqual([
      'execution-started',
      'execution-failed',
    ])
  })
})

describe('listeners and operators', () => {
  it('never lets a throwing listener reach the caller', async () => {
    const { route, runtime } = world(vendor('a/one'))
    route.subscribe(() => {
      throw new Error('metrics are down')
    })
    const onEvent = () => {
      throw new Error('mine too')
    }
    expect((await runtime.until(route.run(CALL, { onEvent }))).target).toBe('a/one')
  })

  it('withdraws and reinstates by id, and names the nearest id when there is none', async () => {
    const { route, runtime } = world(vendor('a/one'), vendor('b/two'))
    route.withdraw('a/one', { reason: 'order 17' })
    expect((await runtime.until(route.run(CALL))).target).toBe('b/two')
    route.reinstate('a/one')
    expect((await runtime.until(route.run(CALL))).target).toBe('a/one')
    expect(() => route.withdraw('a/onne', { reason: 'x' })).toThrow('did you mean a/one?')
  })

  it('refuses calls after close', async () => {
    const { route, runtime } = world(vendor('a/one'))
    await runtime.until(route.close())
    await expect(route.run(CALL)).rejects.toMatchObject({ code: 'closed' })
  })
})
