import { memoryStore } from '@understudy/failover'
import type { Profile } from '@understudy/findings/qualify'
import { describe, expect, it } from 'vitest'
import { honest } from './support/fake-target.ts'
import { everySecond, shadowed } from './support/shadowed.ts'
import { withdrawn } from './support/world.ts'

describe('comparability from shadow runs', () => {
  const none = { known: false, reason: 'insufficient data', n: 0, needed: 1 } as const
  const baseline = (f1: number): Profile => ({
    schemaVersion: 2,
    servedModel: 'one',
    task: 'review.files',
    promptVersion: 'review-1',
    corpus: { name: 'own', files: 20, labels: 20, digest: 'd' },
    runs: 3,
    measuredAt: '2026-06-01T00:00:00.000Z',
    byFile: {},
    byLabel: {},
    recall: none,
    precision: none,
    recallByFamily: {},
    repeatability: { f1: { known: true, value: f1, n: 20 }, jaccard: none },
    severityScale: null,
    refusalRate: none,
    findingsPerKloc: { mean: 10, standardDeviation: 1 },
    familyCounts: {},
    costPerFileUsd: null,
    latencyMs: null,
  })

  it('counts nothing from before one of the two was suspected of having changed', async () => {
    const store = memoryStore()
    const { review, settle, reviewer, runtime } = shadowed(honest(), honest(), { store })
    await review(10)
    await settle()
    expect(await reviewer.shadows()).toHaveLength(1)
    const suspicion = { at: runtime.wallTime(), sentence: 'It reports fewer findings.' }
    store.saveCheckpoint('drift-suspicion/v1/review.files/review-1/two', JSON.stringify(suspicion))
    expect(await reviewer.shadows()).toEqual([])
    await runtime.advance(1_000)
    await review(3)
    await settle()
    expect(await reviewer.shadows()).toMatchObject([{ agreement: { f1: { n: 3 } } }])
  })

  it.each([
    ['equivalent', honest(), 0.8],
    ['worse', everySecond, 0.98],
    ['unknown', everySecond, 0.75],
  ] as const)('is %s, against how far the baseline agrees with itself', async (verdict, standby, repeatability) => {
    const comparability = { baseline: 'one', profiles: [baseline(repeatability)] }
    const { one, review, settle } = shadowed(honest(), standby, { comparability })
    for (let round = 0; round < 2; round++) {
      await review(10)
      await settle()
    }
    one.script = () => withdrawn()
    const { comparability: found } = await review(1)
    expect(found.verdict).toBe(verdict)
    expect(found.models[0]?.reason).toMatch(/qualify first\. Shadow runs: F1 .* on 20 files; the baseline agrees with itself at/)
  })
})
