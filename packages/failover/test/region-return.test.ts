import { firstProbe, memoryJournal, memoryStore, scopeKey } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { fails, vendor } from './support/vendor.ts'

const MINUTE = 60_000

describe('a region whose bar is lifted', () => {
  it('brings back every model in it that nothing else bars, and tells of those alone', async () => {
    const [store, journal] = [memoryStore(), memoryJournal()]
    const probe = async (): Promise<void> => {}
    const blocked = fails('a/one', 'region-blocked', 'Not from here.', { explicit: true })
    const [one, two] = [vendor('a/one', blocked, {}, { probe }), vendor('a/two', undefined, {}, { probe })]
    const { runtime, run, route, told } = world({ targets: [one, two, vendor('b/one')], store, journal })
    expect((await run()).target).toBe('b/one')
    await runtime.advance(20 * MINUTE)
    // Another process saw that the first model is gone besides.
    const [since, key] = [runtime.wallTime(), scopeKey('target', one)]
    const words = { reason: 'withdrawn', sentence: 'a/one was withdrawn.' }
    store.changeBar(key, 'verdict', () => ({ key, by: 'verdict', ...words, since, probes: firstProbe(since) }))
    await runtime.advance(30 * MINUTE)
    expect(told('target-reinstated').map((event) => 'target' in event && event.target)).toEqual(['a/two'])
    expect(route.status().map(({ bar }) => bar?.reason)).toEqual(['withdrawn', undefined, undefined])
    await runtime.advance(30 * MINUTE)
    expect(told('target-reinstated').map((event) => 'target' in event && event.target)).toEqual(['a/two', 'a/one'])
    const decisions = journal
      .entries()
      .flatMap((entry) => (entry.type === 'decision' ? [`${entry.decision} ${entry.target}`] : []))
    expect(decisions.filter((decision) => decision.startsWith('reinstated'))).toEqual(['reinstated a/two', 'reinstated a/one'])
  })
})
