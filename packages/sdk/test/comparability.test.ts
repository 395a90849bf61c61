// All are loaded lazily by what is tested; virtual time cannot wait for a disk.
import '@understudy/findings/compare'
import '@understudy/findings/qualify'
import 'diff'
import type { Policy } from '@understudy/failover'
import type { QualifyState } from '@understudy/findings/qualify'
import type { FlawLabel } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { estimateQualifyCost } from '../src/qualify/estimate.ts'
import { qualifyTargets } from '../src/qualify/qualify-targets.ts'
import { answer, fakeTarget, honest, type Script } from './support/fake-target.ts'
import { files, withdrawn, world } from './support/world.ts'

const blind: Script = (call) => answer(call, [])
/** Files with a known flaw, and as many without. */
const FLAWED = 40
const FILES = 2 * FLAWED
const labels = files(FLAWED).map(({ path }, n): FlawLabel => ({
  id: `l${n}`,
  path,
  startLine: 2,
  endLine: 2,
  family: 'sql-injection',
  cwe: 'CWE-89',
  severity: 'high',
  title: 'x',
  why: 'x',
}))
const corpus = { name: 'small', digest: 'd1', files: files(FILES), labels }

async function profiles() {
  const runtime = virtualRuntime()
  const targets = [fakeTarget('a/one'), fakeTarget('b/twin'), fakeTarget('c/blind', blind)]
  return runtime.until(qualifyTargets({ targets, corpus, reviewer: { runtime } }))
}

describe('qualifyTargets', () => {
  it('measures each target alone, on every file, as often as it must', async () => {
    const found = await profiles()
    expect(found.map(({ servedModel, recall, runs }) => [servedModel, recall.known && recall.value, runs])).toEqual([
      ['one', 1, 3],
      ['twin', 1, 3],
      ['blind', 0, 3],
    ])
  })

  it('shows no code to a target that the policy keeps from it, and spends no more than it may', async () => {
    const runtime = virtualRuntime()
    const [one, twin] = [fakeTarget('a/one'), fakeTarget('b/twin')]
    const policy: Policy = {
      rules: [{ id: 'a', effect: 'allow', vendors: ['a'], repositoryClasses: ['public'] }],
      otherwise: 'deny',
    }
    const asked = { targets: [one, twin], corpus, subject: { repositoryClass: 'public' } }
    await runtime.until(qualifyTargets({ ...asked, reviewer: { runtime, policy } }))
    expect([one.calls.length, twin.calls.length]).toEqual([3 * FILES, 0])
    const prices = [{ asOf: '2026-01-01', prices: [{ model: 'a/one', input: 1_000, output: 1_000 }] }]
    const capped = fakeTarget('a/one')
    await runtime.until(qualifyTargets({ targets: [capped], corpus, reviewer: { runtime, prices, spendingCapUsd: 18 } }))
    expect(capped.calls.length).toBeGreaterThan(0)
    expect(capped.calls.length).toBeLessThan(3 * FILES)
  })

  it('measures no target on code that a notice bars it from, although it is the last one', async () => {
    const runtime = virtualRuntime()
    const notice = { id: 'order-1', models: ['a/one'], from: '2020-01-01T00:00:00Z', basis: { authority: 'an office' } }
    const [one, twin] = [fakeTarget('a/one'), fakeTarget('b/twin')]
    const reviewer = { runtime, notices: { notices: () => [notice] } }
    await runtime.until(qualifyTargets({ targets: [one, twin], corpus, reviewer }))
    expect([one.calls.length, twin.calls.length]).toEqual([0, 3 * FILES])
  })

  it('measures the review of changes apart, so that a change may be compared as well', async () => {
    const runtime = virtualRuntime()
    const targets = [fakeTarget('a/one'), fakeTarget('b/twin')]
    const known = await runtime.until(qualifyTargets({ targets, corpus, task: 'review.diff', reviewer: { runtime } }))
    expect(known.map(({ task, promptVersion, recall }) => [task, promptVersion, recall.known && recall.value])).toEqual([
      ['review.diff', 'review-diff-1', 1],
      ['review.diff', 'review-diff-1', 1],
    ])
    const comparability = { baseline: 'one', profiles: known }
    const { runtime: clock, reviewer } = world([fakeTarget('a/one', withdrawn), fakeTarget('b/twin')], { comparability })
    const changed = files(1).map((file) => ({ ...file, before: '' }))
    const report = await clock.until(reviewer.review({ files: changed }))
    expect([report.task, report.comparability.verdict]).toEqual(['review.diff', 'equivalent'])
  })

  it('says beforehand what it will cost, where a price is known', async () => {
    const prices = [{ asOf: '2026-01-01', prices: [{ model: 'a/one', input: 2, output: 10 }] }]
    const { calls, inputTokens, outputTokens, usd } = await estimateQualifyCost({
      targets: [fakeTarget('a/one'), fakeTarget('b/unpriced')],
      corpus,
      prices,
    })
    expect(calls).toBe(2 * 3 * FILES)
    expect(usd.get('a/one')).toBeCloseTo(((inputTokens / 2) * 2 + (outputTokens / 2) * 10) / 1e6, 6)
    expect(usd.get('b/unpriced')).toBeNull()
  })

  it('goes on where it stopped, and never takes half a run', async () => {
    const runtime = virtualRuntime()
    const one = fakeTarget('a/one', async (call, context, asked) => {
      await context.runtime.sleep(100, context.signal)
      return honest()(call, context, asked)
    })
    const abort = new AbortController()
    let saved: QualifyState | undefined
    const options = {
      targets: [one],
      corpus,
      reviewer: { runtime, concurrency: 1 },
      save: (state: QualifyState) => void (saved = state),
    }
    const cut = qualifyTargets({ ...options, signal: abort.signal })
    await runtime.advance(FILES * 100 + 350)
    abort.abort(new Error('stopped'))
    await expect(runtime.until(cut)).rejects.toThrow('stopped')
    expect(Object.keys(saved?.runs ?? {})).toEqual(['a/one#1'])
    const asked = one.calls.length
    await runtime.until(qualifyTargets({ ...options, ...(saved && { resume: saved }) }))
    expect(one.calls.length - asked).toBe(2 * FILES)
  })
})

describe('a report next to its baseline', () => {
  it('says what each served model is worth, and is as comparable as the least of them', async () => {
    const known = await profiles()
    const one = fakeTarget('a/one', (call, context, asked) => (asked > 1 ? withdrawn() : honest()(call, context, asked)))
    const { runtime, reviewer } = world([one, fakeTarget('b/twin')], {
      concurrency: 1,
      comparability: { baseline: 'one', profiles: known },
    })
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect(report.comparability).toMatchObject({
      baseline: 'one',
      verdict: 'equivalent',
      models: [
        { servedModel: 'one', verdict: 'baseline' },
        { servedModel: 'twin', verdict: 'equivalent' },
      ],
    })
    expect(report.status).toBe('complete')
  })

  it.each([
    ['worse', 'c/blind'],
    ['unknown', 'd/stranger'],
  ])('calls a file degraded where only a model that is %s served, if the operator demands more', async (verdict, id) => {
    const known = await profiles()
    const choice = { baseline: 'one', profiles: known }
    const lax = world([fakeTarget('a/one', withdrawn), fakeTarget(id, blind)], { comparability: choice })
    const tolerated = await lax.runtime.until(lax.reviewer.review({ files: files(1) }))
    expect([tolerated.status, tolerated.comparability.verdict]).toEqual(['complete', verdict])
    const strict = world([fakeTarget('a/one', withdrawn), fakeTarget(id, blind)], { comparability: { ...choice, require: true } })
    const report = await strict.runtime.until(strict.reviewer.review({ files: files(1) }))
    expect(report.status).toBe('degraded')
    expect(report.coverage.files[0]).toMatchObject({ degraded: true, reason: expect.stringContaining(verdict) as string })
  })

  it('says of every model that had a say what it is worth, and is no less comparable for a further opinion', async () => {
    const choice = { baseline: 'one', profiles: await profiles() }
    const { runtime, reviewer } = world([fakeTarget('a/one'), fakeTarget('c/blind', blind)], { comparability: choice })
    const { comparability } = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2 }))
    expect(comparability.verdict).toBe('baseline')
    expect(comparability.models.map(({ servedModel, verdict }) => [servedModel, verdict])).toEqual([
      ['one', 'baseline'],
      ['blind', 'worse'],
    ])
  })

  it('is unknown without a baseline', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one')])
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.comparability).toMatchObject({ baseline: null, verdict: 'unknown' })
  })
})
