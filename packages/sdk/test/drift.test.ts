// Loaded lazily by what is tested; virtual time cannot wait for a disk.
import '@understudy/findings/compare'
import '@understudy/findings/qualify'
import { memoryStore } from '@understudy/failover'
import type { Profile } from '@understudy/findings/qualify'
import { ModelFailure } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { observationsOf } from '../src/drift/observations.ts'
import type { ReviewEvent } from '../src/reviewer/events.ts'
import { answer, fakeTarget, honest, type Script } from './support/fake-target.ts'
import { files, world } from './support/world.ts'

const none = { known: false, reason: 'insufficient data', n: 0, needed: 1 } as const

/** A model that was measured at one finding in two lines. */
const profile = (servedModel: string): Profile => ({
  schemaVersion: 1,
  servedModel,
  task: 'review.files',
  promptVersion: 'review-1',
  corpus: { name: 'own', files: 20, labels: 20, digest: 'd' },
  runs: 3,
  measuredAt: '2026-06-01T00:00:00.000Z',
  f1ByFile: {},
  recall: none,
  precision: none,
  recallByFamily: {},
  repeatability: { f1: none, jaccard: none },
  severityScale: null,
  refusalRate: none,
  findingsPerKloc: { mean: 500, standardDeviation: 50 },
  familyCounts: { 'sql-injection': 20 },
  costPerFileUsd: null,
  latencyMs: null,
})

function watched(script: Script, store = memoryStore()) {
  const choice = { baseline: 'one', profiles: [profile('one')], watchDrift: true }
  const { runtime, reviewer } = world([fakeTarget('a/one', script)], { comparability: choice, store, onRefusal: 'surface' })
  const alarms: string[] = []
  reviewer.subscribe((event: ReviewEvent) => event.type === 'drift-suspected' && void alarms.push(event.test))
  const reviews = async (count: number) => {
    for (let n = 0; n < count; n++) await runtime.until(reviewer.review({ files: files(8) }))
  }
  return { alarms, reviews, runtime, reviewer }
}

describe('a model that is watched', () => {
  it('raises nothing while it behaves as measured', async () => {
    const { alarms, reviews } = watched(honest())
    await reviews(30)
    expect(alarms).toEqual([])
  })

  it('is suspected, with the evidence, when it stops finding things', async () => {
    let quiet = false
    const { alarms, reviews, runtime, reviewer } = watched((call, context, asked) =>
      quiet ? answer(call, []) : honest()(call, context, asked),
    )
    await reviews(5)
    quiet = true
    const report = await runtime.until(reviewer.review({ files: files(8) }))
    expect(alarms).toEqual(['findings-fewer'])
    expect(report.notes[0]).toMatch(/^one may have changed: /)
  })

  it('is suspected when it begins to refuse, and not for one refusal in many files', async () => {
    const refuse = (): never => {
      throw new ModelFailure('a/one', 'refused', 'No.')
    }
    const rarely = watched((call, context, asked) => (asked % 30 === 0 ? refuse() : honest()(call, context, asked)))
    await rarely.reviews(30)
    expect(rarely.alarms).toEqual([])
    const often = watched((call, context, asked) => (asked > 40 ? refuse() : honest()(call, context, asked)))
    await often.reviews(6)
    expect(often.alarms).toContain('refusals')
  })

  it('remembers between processes', async () => {
    const store = memoryStore()
    const refuse = (): never => {
      throw new ModelFailure('a/one', 'refused', 'No.')
    }
    const alarms: string[] = []
    for (let process = 0; process < 3; process++) {
      const watch = watched(refuse, store)
      await watch.runtime.until(watch.reviewer.review({ files: files(1) }))
      alarms.push(...watch.alarms)
    }
    expect(alarms).toEqual(['refusals'])
  })

  it('is not judged by what a cache gave back', () => {
    const read = { path: 'a', disposition: 'reviewed', servedModel: 'one', target: 'a/one' } as const
    const sources = new Map([['a', 'x\ny\n']])
    expect(observationsOf([{ coverage: read, findings: [] }], sources, [])).toEqual([
      { servedModel: 'one', observations: [{ refused: false, calls: 1, lines: 2, families: [] }] },
    ])
    for (const taken of [{ cached: true }, { resumed: true }, { degraded: true }])
      expect(observationsOf([{ coverage: { ...read, ...taken }, findings: [] }], sources, [])).toEqual([])
  })
})
