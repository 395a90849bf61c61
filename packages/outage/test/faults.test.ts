import { virtualRuntime } from '@understudy/spec/virtual'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FAULT_NAMES, FAULTS, type Fault, type FaultName, labelledReviewer, type Stage, virtualStage } from '../src/index.ts'
import { loopbackStage } from '../src/loopback/index.ts'
import { mswStage } from '../src/msw/index.ts'
import { LABEL, modelOf, type Observation, observe } from './observe.ts'
import { type Vendor, VENDORS, WORLD } from './worlds.ts'

const replies = labelledReviewer({ labels: [LABEL], habits: { misses: 0, inventions: 0 } })
const MODELS = WORLD.models.map((model) => ({ ...model, replies }))
/** Small enough that a thousand of them take no time. */
const SETTINGS = { delayMs: 30, bytes: 3_000, retryAfterMs: 2_000 } as const
const settingsOf = (name: FaultName) => ({ name, ...SETTINGS, ...(name === 'finding-flood' && { pieces: 5 }) })

const all: Readonly<Record<string, Fault>> = FAULTS
const inMemory = FAULT_NAMES.filter((name) => all[name]?.stages?.includes('loopback') !== true)
const everywhere = FAULT_NAMES.filter((name) => all[name]?.stages === undefined)
const ways = VENDORS.flatMap((vendor) => [false, true].map((stream) => [vendor, stream] as const))
const hitsStream = (name: FaultName, stream: boolean): boolean =>
  all[name]?.on === undefined || (all[name].on === 'stream') === stream

/** One request on virtual time, and how long it took there. */
async function observeVirtually(
  vendor: Vendor,
  stream: boolean,
  name?: FaultName,
): Promise<Observation & { readonly tookMs: number }> {
  const runtime = virtualRuntime()
  const stage = virtualStage({ models: MODELS, runtime })
  if (name) stage.inject(modelOf(vendor), settingsOf(name))
  await runtime.advance(60_000)
  const began = runtime.now()
  const giveUp = (): AbortSignal => {
    const controller = new AbortController()
    runtime.after(100_000, () => controller.abort(new Error('gave up')))
    return controller.signal
  }
  const seen = await runtime.until(observe(vendor, stream, { stage, fetch: stage.fetch, giveUp }))
  return { ...seen, tookMs: runtime.now() - began }
}

describe('the fault catalogue', () => {
  test('names every fault as its file does, and covers the wire part of reliability.md §3', () => {
    for (const [name, fault] of Object.entries(FAULTS)) expect(fault.name).toBe(name)
    const numbers = new Set(Object.values(FAULTS).map(({ number }) => number))
    const wire = [...Array(48).keys()].map((index) => index + 1).filter((number) => number <= 48)
    expect(wire.filter((number) => !numbers.has(number))).toEqual([])
    expect([66, 67, 68, 69, 70, 71, 72].filter((number) => !numbers.has(number))).toEqual([])
  })

  test.each(ways)('every fault in memory shows on %s (stream: %s), and nowhere else', async (vendor, stream) => {
    const healthy = await observeVirtually(vendor, stream)
    expect(healthy).toMatchObject({ status: 200, broke: null, tookMs: 0 })
    const invisible: string[] = []
    for (const name of inMemory) {
      const seen = await observeVirtually(vendor, stream, name)
      const same = JSON.stringify(seen) === JSON.stringify(healthy)
      if (same === hitsStream(name, stream)) invisible.push(name)
    }
    expect(invisible).toEqual([])
  })
})

describe.each(['loopback', 'msw'] as const)('on the %s stage', (kind) => {
  let stage: Stage
  beforeAll(async () => void (stage = kind === 'msw' ? mswStage({ models: MODELS }) : await loopbackStage({ models: MODELS })))
  afterAll(() => stage.close())

  test.each(ways)('every fault is what it is in memory: %s (stream: %s)', async (vendor, stream) => {
    const different: unknown[] = []
    for (const name of everywhere.filter((one) => hitsStream(one, stream) && one !== 'slow-drip')) {
      const expected = await observeVirtually(vendor, stream, name)
      const lift = stage.inject(modelOf(vendor), settingsOf(name))
      const seen = await observe(vendor, stream, { stage, giveUp: () => AbortSignal.timeout(expected.stalled ? 60 : 5_000) })
      lift()
      const brief = ({ status, broke, stalled, text }: Observation) =>
        // What arrived before a break depends on the kernel; what arrived without one does not.
        JSON.stringify({ status, broke, stalled, size: broke ? 0 : text.length })
      if (brief(seen) !== brief(expected)) different.push([name, brief(expected), brief(seen)])
    }
    expect(different).toEqual([])
  })
})
