import { createRoute } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { after, CALL, fails, reply, vendor } from './support/vendor.ts'

const gone = fails('anthropic/fable', 'withdrawn', 'Claude Fable 5 is not available.', { explicit: true, reason: 'withdrawn' })
const crowd = (route: ReturnType<typeof createRoute>) => Promise.all(Array.from({ length: 20 }, () => route.run(CALL)))

describe('the first call to a target', () => {
  it('finds out for all: twenty callers at once cost a withdrawn model one request', async () => {
    const runtime = virtualRuntime()
    const [first, second] = [vendor('anthropic/fable', after(150, gone)), vendor('openai/gpt')]
    const route = createRoute({ targets: [first, second], runtime })
    const results = await runtime.until(crowd(route))
    expect(results.map(({ target }) => target)).toEqual(Array.from({ length: 20 }, () => 'openai/gpt'))
    expect(first.asked).toBe(1)
  })

  it('keeps nobody waiting longer than a second, and nobody goes elsewhere for it', async () => {
    const runtime = virtualRuntime()
    const slow = vendor(
      'anthropic/opus',
      after(30_000, () => reply('opus')),
    )
    const second = vendor('openai/gpt')
    const route = createRoute({ targets: [slow, second], runtime })
    const all = crowd(route)
    await runtime.advance(999)
    expect(slow.asked).toBe(1)
    await runtime.advance(1)
    expect(slow.asked).toBe(20)
    await runtime.until(all)
    expect(second.asked).toBe(0)
    expect(runtime.now()).toBe(31_000)
  })

  it('goes alone once in a process: later calls all go at once', async () => {
    const runtime = virtualRuntime()
    const target = vendor(
      'anthropic/opus',
      after(500, () => reply('opus')),
    )
    const route = createRoute({ targets: [target], runtime })
    await runtime.until(route.run(CALL))
    const all = crowd(route)
    await runtime.advance(1)
    expect(target.asked).toBe(21)
    await runtime.until(all)
  })

  it('does not go alone when the operator says so', async () => {
    const runtime = virtualRuntime()
    const target = vendor(
      'anthropic/opus',
      after(500, () => reply('opus')),
    )
    const all = crowd(createRoute({ targets: [target], runtime, capacity: { firstCallMs: 0 } }))
    await runtime.advance(1)
    expect(target.asked).toBe(20)
    await runtime.until(all)
    expect(() => createRoute({ targets: [target], capacity: { firstCallMs: -1 } })).toThrow(
      'capacity.firstCallMs must be a number from 0 to 60000, got -1.',
    )
  })
})
