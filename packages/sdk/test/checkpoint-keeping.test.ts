import { memoryStore } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { fakeTarget } from './support/fake-target.ts'
import { files, world } from './support/world.ts'

const DAY_MS = 86_400_000
const reviews = (store: ReturnType<typeof memoryStore>): number => store.checkpointKeys('review/').length

describe('remembered files', () => {
  it('are forgotten after 30 days, and nothing else is', async () => {
    const store = memoryStore()
    store.saveCheckpoint('notices|here', 'in force')
    const { runtime, reviewer } = world([fakeTarget('a/one')], { store })
    await runtime.until(reviewer.review({ files: files(3) }))
    await runtime.advance(29 * DAY_MS)
    await runtime.until(reviewer.review({ files: files(1) }))
    expect(reviews(store)).toBe(3)
    await runtime.advance(2 * DAY_MS)
    await runtime.until(reviewer.review({ files: files(1) }))
    expect(reviews(store)).toBe(1)
    expect(store.checkpoint('notices|here')).toBe('in force')
  })

  it('are at most as many as the operator says', async () => {
    const store = memoryStore()
    const { runtime, reviewer } = world([fakeTarget('a/one')], { store, checkpoints: { most: 2 } })
    await runtime.until(reviewer.review({ files: files(5) }))
    expect(reviews(store)).toBe(2)
    expect(() => world([fakeTarget('a/one')], { checkpoints: { most: -1 } })).toThrow('checkpoints.most must be')
  })
})
