import { memoryStore } from '@understudy/failover'
import { ModelFailure } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { createReviewer } from '../src/reviewer/reviewer.ts'
import { fakeTarget, honest, type Script } from './support/fake-target.ts'
import { files, withdrawn, world } from './support/world.ts'

describe('a review', () => {
  it('finds, covers and says who served', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one])
    const report = await runtime.until(reviewer.review({ files: files(3) }))
    expect(report.status).toBe('complete')
    expect(report.findings.map((finding) => finding.locations[0].path)).toEqual(['src/f0.ts', 'src/f1.ts', 'src/f2.ts'])
    expect(report.findings[0]).toMatchObject({
      family: 'sql-injection',
      locations: [{ startLine: 2, anchor: { status: 'exact' } }],
      provenance: {
        requestedModel: 'one',
        servedModel: 'one',
        provider: 'a',
        promptVersion: 'review-1',
        attempt: 1,
        degraded: false,
      },
    })
    expect(report.coverage.files).toEqual(
      files(3).map(({ path }) => ({ path, disposition: 'reviewed', servedModel: 'one', target: 'a/one' })),
    )
    expect(report.attempts).toHaveLength(3)
    expect(report.startedAt).toBe('2026-06-12T17:21:00.000Z')
  })

  it('keeps reviewed code out of the system text, and gives it unwrapped as well', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one], { tenant: 'acme' })
    await runtime.until(reviewer.review({ files: files(1) }))
    const [call] = one.calls
    expect(call?.system).not.toContain('FLAW0')
    expect(call?.input).toContain('=== file: src/f0.ts ===\n    1| const a0 = 1\n    2| query(FLAW0)\n=== end of file ===')
    expect(call?.files).toMatchObject([{ path: 'src/f0.ts', content: 'const a0 = 1\nquery(FLAW0)\n' }])
    expect(call?.safetyIdentifier).toMatch(/^[0-9a-f]{64}$/)
  })

  it('goes on with the next target when one is withdrawn, and never asks it again', async () => {
    const one = fakeTarget('a/one', (call, context, asked) => (asked > 2 ? withdrawn() : honest()(call, context, asked)))
    const two = fakeTarget('b/two')
    const { runtime, reviewer } = world([one, two], { concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: files(6) }))
    expect(report.status).toBe('complete')
    expect(report.coverage.files.map((file) => file.servedModel)).toEqual(['one', 'one', 'two', 'two', 'two', 'two'])
    expect(report.findings).toHaveLength(6)
    expect(report.findings[2]?.provenance).toMatchObject({ target: 'b/two', attempt: 2, failoverReason: 'withdrawn' })
    expect(one.calls).toHaveLength(3)
    expect(reviewer.status()[0]?.bar?.by).toBe('verdict')
  })

  it('is degraded when the floor ends it', async () => {
    const floor = fakeTarget('floor/test', honest(), { degraded: true })
    const { runtime, reviewer } = world([fakeTarget('a/one', withdrawn), floor])
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect(report.status).toBe('degraded')
    expect(report.coverage.files.every((file) => file.degraded)).toBe(true)
  })

  it('reports why when nobody could serve', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', withdrawn)], { concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect(report).toMatchObject({ status: 'failed', findings: [] })
    expect(report.attempts).toMatchObject([{ target: 'a/one', failure: { kind: 'withdrawn' } }])
    expect(report.coverage.files[0]).toMatchObject({
      disposition: 'failed',
      reason: expect.stringContaining('One is not available') as string,
    })
  })

  it('surfaces a refusal, and never calls it clean', async () => {
    const refuse: Script = () => {
      throw new ModelFailure('a/one', 'refused', 'The vendor refused the request.')
    }
    const two = fakeTarget('b/two')
    const surfaced = world([fakeTarget('a/one', refuse), two])
    const report = await surfaced.runtime.until(surfaced.reviewer.review({ files: files(1) }))
    expect(report.status).toBe('refused')
    expect(two.calls).toHaveLength(0)
    const moved = world([fakeTarget('a/one', refuse), two], { onRefusal: 'failover' })
    expect((await moved.runtime.until(moved.reviewer.review({ files: files(1) }))).status).toBe('complete')
  })

  it('repairs a malformed answer once, then moves on', async () => {
    const one = fakeTarget('a/one', (call, context, asked) => (asked === 1 ? '{"findings": []}' : honest()(call, context, asked)))
    const repaired = world([one])
    expect((await repaired.runtime.until(repaired.reviewer.review({ files: files(1) }))).status).toBe('complete')
    expect(one.calls[1]?.input).toContain('could not be used')

    const bad = fakeTarget('a/one', () => 'no JSON at all')
    const two = fakeTarget('b/two')
    const moved = world([bad, two])
    const report = await moved.runtime.until(moved.reviewer.review({ files: files(1) }))
    expect([bad.calls.length, report.status, report.coverage.files[0]?.target]).toEqual([2, 'complete', 'b/two'])
  })

  it('does not take silence on a file for a review of it', async () => {
    const skips: Script = (call) =>
      JSON.stringify({
        findings: [],
        files: (call.files ?? []).map(({ path }) => ({ path, verdict: 'not-reviewed', note: 'Too much for me.' })),
        end: 'end-of-review',
      })
    const { runtime, reviewer } = world([fakeTarget('a/one', skips)])
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.status).toBe('failed')
    expect(report.coverage.files[0]).toMatchObject({ disposition: 'failed', reason: expect.stringContaining('Too much for me.') })
  })

  it('counts a file that an engine of this machine has no rules for as unsupported, neither failed nor read', async () => {
    const unsupported: Script = (call) =>
      JSON.stringify({
        findings: [],
        files: (call.files ?? []).map(({ path }) => ({ path, verdict: 'not-reviewed', note: 'unsupported: no rules' })),
        end: 'end-of-review',
      })
    const offline = world([fakeTarget('floor/test', unsupported, { degraded: true })])
    const report = await offline.runtime.until(offline.reviewer.review({ files: files(1) }))
    expect(report.status).toBe('failed')
    expect(report.coverage.files).toEqual([
      { path: 'src/f0.ts', disposition: 'skipped', reason: 'unsupported: no rules in floor/test' },
    ])
    const model = world([fakeTarget('a/one', unsupported)])
    const claimed = await model.runtime.until(model.reviewer.review({ files: files(1) }))
    expect(claimed.coverage.files[0]?.disposition).toBe('failed')
  })
})

describe('an end before the end', () => {
  const slow: Script = async (call, context, asked) => {
    await context.runtime.sleep(10_000, context.signal)
    return honest()(call, context, asked)
  }

  it('keeps what was done when the caller aborts', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', slow)], { concurrency: 1 })
    const abort = new AbortController()
    const promise = reviewer.review({ files: files(3) }, { signal: abort.signal })
    await runtime.advance(15_000)
    abort.abort()
    const report = await runtime.until(promise)
    expect(report.status).toBe('partial')
    expect(report.coverage.files.map((file) => file.disposition)).toEqual(['reviewed', 'failed', 'failed'])
    expect(report.coverage.files[2]?.reason).toContain('cancelled')
    expect(report.findings).toHaveLength(1)
  })

  it('keeps what was done when the time is over, and ends in time', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', slow)], { concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: files(3) }, { deadlineMs: 25_000 }))
    expect(report.status).toBe('partial')
    expect(report.coverage.files.map((file) => file.disposition)).toEqual(['reviewed', 'reviewed', 'failed'])
    expect(report.coverage.files[2]?.reason).toContain('time')
    expect(runtime.now()).toBeLessThanOrEqual(25_250)
    expect(runtime.pending()).toEqual([])
  })

  it('resumes without reviewing a finished file twice, whoever finished it', async () => {
    const store = memoryStore()
    const one = fakeTarget('a/one', (call, context, asked) => (asked > 2 ? withdrawn() : slow(call, context, asked)))
    const two = fakeTarget('b/two', slow)
    const { runtime, reviewer } = world([one, two], { concurrency: 1, store })
    const abort = new AbortController()
    const first = reviewer.review({ files: files(6) }, { signal: abort.signal })
    await runtime.advance(35_000)
    abort.abort()
    expect((await runtime.until(first)).status).toBe('partial')
    const before = one.calls.length + two.calls.length
    const changed = [...files(5), { path: 'src/f5.ts', content: 'const changed = 1\n' }]

    const again = createReviewer({ targets: [one, two], concurrency: 1, store, runtime })
    const report = await runtime.until(again.review({ files: changed }, { resume: true }))
    expect(report.status).toBe('complete')
    expect(report.coverage.files.map((file) => [file.servedModel, file.resumed ?? false])).toEqual([
      ['one', true],
      ['one', true],
      ['two', true],
      ['two', false],
      ['two', false],
      ['two', false],
    ])
    expect(one.calls.length + two.calls.length - before).toBe(3)
    expect(report.findings).toHaveLength(5)
  })

  it('reviews again without resume, and after a floor’s result when a model is back', async () => {
    const store = memoryStore()
    const floor = fakeTarget('floor/test', honest(), { degraded: true })
    const one = fakeTarget('a/one', withdrawn)
    const { runtime, reviewer } = world([one, floor], { store })
    expect((await runtime.until(reviewer.review({ files: files(1) }))).status).toBe('degraded')
    expect((await runtime.until(reviewer.review({ files: files(1) }, { resume: true }))).coverage.files[0]?.resumed).toBe(true)
    one.script = honest()
    reviewer.reinstate('a/one')
    const report = await runtime.until(reviewer.review({ files: files(1) }, { resume: true }))
    expect([report.status, report.coverage.files[0]?.resumed]).toEqual(['complete', undefined])
  })
})

describe('a cache', () => {
  it('gives back what the same target said of the same content, and sends nothing', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one, fakeTarget('b/two')], { store: memoryStore() })
    const first = await runtime.until(reviewer.review({ files: files(3) }, { cache: true }))
    expect(first.coverage.files.some((file) => file.cached)).toBe(false)
    const second = await runtime.until(reviewer.review({ files: files(3) }, { cache: true }))
    expect(one.calls).toHaveLength(3)
    expect(second.coverage.files.every((file) => file.cached && file.servedModel === 'one')).toBe(true)
    expect(second.findings).toEqual(first.findings)
    expect(second.status).toBe('complete')
  })

  it('adopts nothing after a change of content or of model', async () => {
    const one = fakeTarget('a/one')
    const two = fakeTarget('b/two')
    const { runtime, reviewer } = world([one, two], { store: memoryStore() })
    await runtime.until(reviewer.review({ files: files(2) }))
    const changed = files(2).map((file) => ({ ...file, content: `${file.content}\n// changed` }))
    const after = await runtime.until(reviewer.review({ files: [...changed.slice(0, 1), ...files(2).slice(1)] }, { cache: true }))
    expect(after.coverage.files.map((file) => file.cached ?? false)).toEqual([false, true])
    reviewer.withdraw('a/one', { reason: 'test' })
    const moved = await runtime.until(reviewer.review({ files: files(2) }, { cache: true }))
    expect(moved.coverage.files.map((file) => [file.servedModel, file.cached])).toEqual([
      ['two', undefined],
      ['two', undefined],
    ])
  })
})
