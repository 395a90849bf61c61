import { memoryStore } from '@understudy/failover'
import type { Channel } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { answer, fakeTarget, honest, type Script } from './support/fake-target.ts'
import { files, world } from './support/world.ts'

const VENDOR: Partial<Channel> = { endpoint: 'https://api.openai.com', credential: 'one' }

/** Ways to the same model that are not the vendor's own with this key. */
const ELSEWHERE: Readonly<Record<string, Partial<Channel>>> = {
  'a stand-in on this machine': { endpoint: 'http://127.0.0.1:4000', credential: 'one' },
  'a gateway': { endpoint: 'https://gateway.acme.example/v1', credential: 'one' },
  'another account': { ...VENDOR, credential: 'two' },
  'another region': { ...VENDOR, region: 'eu' },
  'another endpoint of the same region': { endpoint: 'http://127.0.0.1:4000', credential: 'one', region: 'us' },
}

const clean: Script = (call) => answer(call, [])

function review(store: ReturnType<typeof memoryStore>, channel: Partial<Channel>, script: Script, reuse: object) {
  const target = fakeTarget('openai/gpt', script)
  Object.assign(target, { channel: { ...target.channel, ...channel } })
  const { runtime, reviewer } = world([target], { store })
  return runtime.until(reviewer.review({ files: files(1) }, reuse)).then((report) => ({ report, asked: target.calls.length }))
}

describe.each([['cache'], ['resume']])('an answer that %s would give back', (reuse) => {
  it.each(Object.entries(ELSEWHERE))('is not taken from %s', async (name, channel) => {
    const store = memoryStore()
    const vendor = name === 'another endpoint of the same region' ? { ...VENDOR, region: 'us' } : VENDOR
    await review(store, channel, clean, {})
    const { report, asked } = await review(store, vendor, honest(), { [reuse]: true })
    expect([asked, report.findings.length]).toEqual([1, 1])
  })

  it('is taken from the same endpoint and account, and says which endpoint that is', async () => {
    const store = memoryStore()
    await review(store, VENDOR, honest(), {})
    const { report, asked } = await review(store, VENDOR, clean, { [reuse]: true })
    expect([asked, report.findings.length]).toEqual([0, 1])
    expect(report.coverage.files[0]).toMatchObject({ endpoint: 'https://api.openai.com', servedModel: 'gpt' })
  })

  it('is not taken from a store of the first edition, which did not say who gave it', async () => {
    const store = memoryStore()
    await review(store, VENDOR, clean, {})
    for (const key of store.checkpointKeys('review/v2/')) {
      const [, , hash] = key.split('/')
      store.saveCheckpoint(`review/v1/${hash}/openai/gpt`, store.checkpoint(key) ?? '', 1)
      store.removeCheckpoint(key)
    }
    expect((await review(store, VENDOR, honest(), { [reuse]: true })).asked).toBe(1)
  })

  it.each([['null'], ['7'], ['"x"'], ['{}'], ['{"coverage":null,"findings":[]}'], ['[]']])(
    'is not taken from a row that reads %s',
    async (row) => {
      const store = memoryStore()
      await review(store, VENDOR, clean, {})
      for (const key of store.checkpointKeys('review/')) store.saveCheckpoint(key, row, 1)
      expect((await review(store, VENDOR, honest(), { [reuse]: true })).asked).toBe(1)
    },
  )

  it('is not taken when another endpoint had a part in it', async () => {
    const store = memoryStore()
    await review(store, VENDOR, clean, {})
    for (const key of store.checkpointKeys('review/')) {
      const kept = JSON.parse(store.checkpoint(key) ?? '') as { channels: string[] }
      store.saveCheckpoint(key, JSON.stringify({ ...kept, channels: [...kept.channels, 'openai|http://127.0.0.1|one|gpt'] }), 1)
    }
    expect((await review(store, VENDOR, honest(), { [reuse]: true })).asked).toBe(1)
  })
})
