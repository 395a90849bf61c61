import { type HealthStore, memoryStore } from '@understudy/failover'
import type { Channel } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { vendor } from './support/vendor.ts'

const HERE = { endpoint: 'https://api.openai.com', credential: 'one' }

/** Other ways to the same model. */
const ELSEWHERE: Readonly<Record<string, Partial<Channel>>> = {
  'after the key was rotated': { ...HERE, credential: 'two' },
  'by another team, through a gateway': { endpoint: 'https://gateway.acme.example/v1', credential: 'three' },
  'at localhost instead of 127.0.0.1': { endpoint: 'http://localhost:8080', credential: 'one' },
  'in another region': { ...HERE, region: 'eu' },
}

/** A process on a shared store, whose first choice is reached by this channel. */
function processOn(store: HealthStore, channel: Partial<Channel> = HERE) {
  const first = vendor('openai/gpt', undefined, channel)
  const { route, run } = world({ targets: [first, vendor('b/two')], store })
  return { first, route, served: async () => (await run()).target }
}

describe('a model that an operator withdrew', () => {
  it.each(Object.entries(ELSEWHERE))('is not asked %s', async (_, channel) => {
    const store = memoryStore()
    processOn(store).route.withdraw('openai/gpt', { reason: 'order of 12 June' })
    const other = processOn(store, channel)
    expect(await other.served()).toBe('b/two')
    expect(other.first.asked).toBe(0)
    expect(other.route.status()[0]?.bar).toMatchObject({ by: 'operator', reason: 'order of 12 June' })
  })

  it.each(Object.entries(ELSEWHERE))('is asked again once it was reinstated %s', async (_, channel) => {
    const store = memoryStore()
    processOn(store).route.withdraw('openai/gpt', { reason: 'order of 12 June' })
    processOn(store, channel).route.reinstate('openai/gpt')
    expect(await processOn(store).served()).toBe('openai/gpt')
    expect(store.bars()).toEqual([])
  })

  it.each(Object.entries(ELSEWHERE))('is asked %s where only one target was meant', async (_, channel) => {
    const store = memoryStore()
    const here = processOn(store)
    here.route.withdraw('openai/gpt', { reason: 'this key is out of credit', scope: 'target' })
    expect([await here.served(), await processOn(store, channel).served()]).toEqual(['b/two', 'openai/gpt'])
  })

  it('stays out everywhere when only one target of it is reinstated', async () => {
    const store = memoryStore()
    const here = processOn(store)
    here.route.withdraw('openai/gpt', { reason: 'order of 12 June' })
    here.route.reinstate('openai/gpt', { scope: 'target' })
    expect(await here.served()).toBe('b/two')
    expect(() => here.route.withdraw('openai/gpt', { reason: 'x', scope: 'modle' as never })).toThrow('scope')
  })

  it.each(Object.entries(ELSEWHERE))('stays out %s when the first edition wrote it down', async (_, channel) => {
    const store = memoryStore()
    const key = 'target|openai|https://api.openai.com|one|gpt'
    const told = { reason: 'order of 12 June', sentence: 'An operator withdrew openai/gpt', since: 1 }
    store.changeBar(key, 'operator', () => ({ key, by: 'operator', ...told }))
    const other = processOn(store, channel)
    expect([await processOn(store).served(), await other.served()]).toEqual(['b/two', 'b/two'])
    other.route.reinstate('openai/gpt')
    expect([await processOn(store).served(), await other.served()]).toEqual(['openai/gpt', 'openai/gpt'])
  })
})

describe('a suspension by a verdict of the first edition', () => {
  it.each([
    ['target|openai|eu|one|gpt'],
    ['credential-model|openai|one|gpt'],
    ['credential|openai|one'],
    ['region|openai|eu'],
    ['model|openai|gpt'],
  ])('under %s still holds', async (key) => {
    const store = memoryStore()
    store.changeBar(key, 'verdict', () => ({ key, by: 'verdict', reason: 'withdrawn', sentence: 'It is gone.', since: 1 }))
    expect(await processOn(store, { ...HERE, region: 'eu' }).served()).toBe('b/two')
  })

  it('knows that its target served before', async () => {
    const store = memoryStore()
    store.markServed('openai|eu|one|gpt', 7)
    expect(processOn(store, { ...HERE, region: 'eu' }).route.status()[0]?.lastServedAt).toBe(7)
  })
})
