// Loaded lazily by what is tested; virtual time cannot wait for a disk.
import '@understudy/findings/compare'
import '@understudy/findings/qualify'
import { memoryStore } from '@understudy/failover'
import type { Profile } from '@understudy/findings/qualify'
import { ModelFailure } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { observationsOf } from '../src/drift/observations.ts'
import { changeBetween } from '../src/plan/change.ts'
import type { ReviewEvent } from '../src/reviewer/events.ts'
import { answer, fakeTarget, flawAt, honest, type Script } from './support/fake-target.ts'
import { world } from './support/world.ts'

/** Files of a hundred lines with one flaw each. */
const files = (count: number, ending = 'ts') =>
  Array.from({ length: count }, (_, n) => ({ path: `src/f${n}.${ending}`, content: `query(FLAW)\n${'let a\n'.repeat(99)}` }))

type Drift = Extract<ReviewEvent, { type: 'drift-suspected' }>

function watched(script: Script, options: Parameters<typeof world>[1] = {}) {
  const { runtime, reviewer } = world([fakeTarget('a/one', script)], { watchDrift: true, onRefusal: 'surface', ...options })
  const alarms: Drift[] = []
  reviewer.subscribe((event) => event.type === 'drift-suspected' && void alarms.push(event))
  const review = (count: number, ending?: string) => runtime.until(reviewer.review({ files: files(count, ending) }))
  return { alarms, review, runtime, reviewer }
}

const refuse = (): never => {
  throw new ModelFailure('a/one', 'refused', 'No.')
}

describe('a model that is watched', () => {
  it('raises nothing while it behaves as it used to, and needs no profile', async () => {
    const { alarms, review } = watched(honest())
    for (let n = 0; n < 10; n++) await review(20)
    expect(alarms).toEqual([])
  })

  it('is suspected with the evidence, on the language where it stopped finding things and on no other', async () => {
    let quiet = false
    const { alarms, review } = watched((call, context, asked) =>
      quiet && call.files?.[0]?.path.endsWith('.py') ? answer(call, []) : honest()(call, context, asked),
    )
    await review(100, 'ts')
    await review(100, 'py')
    quiet = true
    await review(60, 'ts')
    const report = await review(60, 'py')
    expect(alarms).toMatchObject([
      {
        servedModel: 'one',
        task: 'review.files',
        language: 'python',
        test: 'findings-fewer',
        observed: 0,
        expected: 10,
        sentence: expect.stringContaining('fewer findings per thousand lines: 0.0 in the last') as string,
      },
    ])
    expect(report.notes[0]).toMatch(/^one may have changed, on python: It reports fewer/)
  })

  it('is suspected when it begins to refuse, and not for one refusal in many files', async () => {
    const rarely = watched((call, context, asked) => (asked % 40 === 0 ? refuse() : honest()(call, context, asked)))
    for (let n = 0; n < 10; n++) await rarely.review(20)
    expect(rarely.alarms).toEqual([])
    const often = watched((call, context, asked) => (asked > 40 ? refuse() : honest()(call, context, asked)))
    for (let n = 0; n < 6; n++) await often.review(8)
    expect(often.alarms.map(({ test }) => test)).toContain('refusals')
  })

  it('is known by its snapshot also when it refuses: rare refusals of an alias are no alarm', async () => {
    const aliased: Script = async (call, context, asked) => {
      if (asked % 40 === 0) refuse()
      return { text: (await honest()(call, context, asked)) as string, servedModel: 'one-2026-05' }
    }
    const { alarms, review } = watched(aliased)
    for (let n = 0; n < 10; n++) await review(20)
    expect(alarms).toEqual([])
  })

  it('is suspected when it misses flaws that were planted', async () => {
    let blind = false
    const script: Script = (call) => {
      const flaws = (call.files ?? []).map((file) => flawAt(file, file.content.startsWith('query(FLAW)') ? 1 : 4))
      return answer(call, blind ? flaws.filter(({ snippet }) => snippet.includes('FLAW')) : flaws)
    }
    const { alarms, review } = watched(script, { emptyProof: 'canary' })
    await review(30)
    expect(alarms).toEqual([])
    blind = true
    await review(4)
    expect(alarms.find(({ test }) => test === 'canary-recall')).toMatchObject({
      observed: expect.any(Number) as number,
      expected: 0.95,
      language: 'typescript',
      sentence: expect.stringMatching(/^It missed \d of the last \d+ planted flaws; 5 % would be usual\.$/) as string,
    })
  })

  it('is judged by what it said now, and not by what a cache gave back', async () => {
    const store = memoryStore()
    let quiet = false
    const { alarms, runtime, reviewer } = watched(
      (call, context, asked) => (quiet ? answer(call, []) : honest()(call, context, asked)),
      { store },
    )
    const review = (count: number) => runtime.until(reviewer.review({ files: files(count) }, { cache: true }))
    await review(100)
    quiet = true
    for (let n = 0; n < 5; n++) await review(100)
    expect(alarms).toEqual([])
    await runtime.until(reviewer.review({ files: files(60) }))
    expect(alarms.map(({ test }) => test)).toEqual(['findings-fewer'])
  })

  it('is watched also where several models review each file, each by itself', async () => {
    const two = fakeTarget('b/two', (call) => answer(call, []))
    const { runtime, reviewer } = world([fakeTarget('a/one'), two], { watchDrift: true })
    const alarms: Drift[] = []
    reviewer.subscribe((event) => event.type === 'drift-suspected' && void alarms.push(event))
    two.script = honest()
    await runtime.until(reviewer.review({ files: files(100) }, { opinions: 2 }))
    two.script = (call) => answer(call, [])
    await runtime.until(reviewer.review({ files: files(60) }, { opinions: 2 }))
    expect(alarms).toMatchObject([{ servedModel: 'two', test: 'findings-fewer' }])
  })

  it('remembers between processes', async () => {
    const store = memoryStore()
    const alarms: string[] = []
    for (let process = 0; process < 3; process++) {
      const watch = watched(refuse, { store })
      await watch.review(1)
      alarms.push(...watch.alarms.map(({ test }) => test))
    }
    expect(alarms).toEqual(['refusals'])
  })

  it('does not count with a profile from before the change', async () => {
    const none = { known: false, reason: 'insufficient data', n: 0, needed: 1 } as const
    const profile = (servedModel: string): Profile => ({
      schemaVersion: 2,
      servedModel,
      task: 'review.files',
      promptVersion: 'review-1',
      corpus: { name: 'own', files: 20, labels: 20, digest: 'd' },
      runs: 3,
      measuredAt: '2026-06-01T00:00:00.000Z',
      byFile: Object.fromEntries(Array.from({ length: 240 }, (_, n) => [`${n}`, { recall: n % 2 ? 1 : null, f1: 1 }])),
      byLabel: {},
      recall: none,
      precision: none,
      recallByFamily: {},
      repeatability: { f1: none, jaccard: none },
      severityScale: null,
      refusalRate: none,
      findingsPerKloc: { mean: 10, standardDeviation: 1 },
      familyCounts: {},
      costPerFileUsd: null,
      latencyMs: null,
    })
    let quiet = false
    const { review } = watched((call, context, asked) => (quiet ? answer(call, []) : honest()(call, context, asked)), {
      comparability: { baseline: 'other', profiles: [profile('one'), profile('other')] },
    })
    expect((await review(100)).comparability.verdict).toBe('equivalent')
    quiet = true
    await review(60)
    const { comparability } = await review(1)
    expect(comparability.verdict).toBe('unknown')
    expect(comparability.models[0]?.reason).toMatch(
      /^one may have changed on \d{4}-\d\d-\d\d, after its profile was measured: .*again\.$/,
    )
  })
})

describe('observations of a review', () => {
  const nobody = (): null => null
  const read = { path: 'a.go', disposition: 'reviewed', servedModel: 'one', target: 'a/one' } as const
  const sources = [{ path: 'a.go', content: 'x\ny\n' }]

  it('are kept apart by model and language', () => {
    const other = { ...read, path: 'b.c', servedModel: 'two' }
    expect(
      observationsOf(
        [read, other].map((coverage) => ({ coverage, findings: [] })),
        sources,
        [],
        nobody,
      ),
    ).toEqual([
      { servedModel: 'one', language: 'go', refused: [], files: [{ lines: 2, families: [], reports: [] }] },
      { servedModel: 'two', language: 'c', refused: [], files: [{ lines: 0, families: [], reports: [] }] },
    ])
  })

  it('count the lines of a change where a change was reviewed', async () => {
    const before = 'one\ntwo\nthree\n'
    const content = 'one\n2\nthree\nfour\n'
    const [file] = [{ path: 'a.go', content, before, change: await changeBetween(before, content) }]
    const [observation] = observationsOf([{ coverage: read, findings: [] }], [file], [], nobody)
    expect(observation?.files).toEqual([{ lines: 3, families: [], reports: [] }])
  })

  it.each([{ degraded: true }, { disposition: 'truncated' as const }])('leave out what says nothing of a model: %j', (taken) =>
    expect(observationsOf([{ coverage: { ...read, ...taken }, findings: [] }], sources, [], nobody)).toEqual([]),
  )
})
