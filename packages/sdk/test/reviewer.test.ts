import { memoryStore } from '@understudy/failover'
import { InvalidOptionError, ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import type { ReviewEvent } from '../src/reviewer/events.ts'
import type { ReviewerOptions } from '../src/reviewer/options.ts'
import { createReviewer } from '../src/reviewer/reviewer.ts'
import { answer, fakeTarget, flawAt, honest, type Script } from './support/fake-target.ts'

const files = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ path: `src/f${n}.ts`, content: `const a${n} = 1\nquery(FLAW${n})\n` }))

function world(targets: ReviewerOptions['targets'], options: Partial<ReviewerOptions> = {}) {
  const runtime = virtualRuntime()
  return { runtime, reviewer: createReviewer({ targets, runtime, ...options }) }
}

const withdrawn = (): never => {
  throw new ModelFailure('a/one', 'withdrawn', 'One is not available.', { reason: 'withdrawn', explicit: true })
}

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
    expect(report.coverage.files[0]?.reason).toContain('Too much for me.')
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

describe('a long file', () => {
  const long = (lines: number) => ({
    path: 'long.ts',
    content: Array.from({ length: lines }, (_, n) => (n % 50 === 7 ? `query(FLAW${n})` : `const value${n} = ${n}`)).join('\n'),
  })

  it('is cut, put together, and each flaw told once', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one], { callTokens: 1_000 })
    const report = await runtime.until(reviewer.review({ files: [long(600)] }))
    expect(one.calls.length).toBeGreaterThan(3)
    expect(report.findings.map((finding) => finding.locations[0].startLine)).toEqual(
      Array.from({ length: 12 }, (_, n) => n * 50 + 8),
    )
    expect(report.coverage.files).toEqual([{ path: 'long.ts', disposition: 'reviewed', servedModel: 'one', target: 'a/one' }])
  })

  it('is read by one model: what the lost one read is read again', async () => {
    const one = fakeTarget('a/one', (call, context, asked) => (asked > 2 ? withdrawn() : honest()(call, context, asked)))
    const two = fakeTarget('b/two')
    const { runtime, reviewer } = world([one, two], { callTokens: 1_000, concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: [long(600)] }))
    expect(new Set(report.findings.map((finding) => finding.provenance.servedModel))).toEqual(new Set(['two']))
    expect(report.findings).toHaveLength(12)
  })

  it('is truncated, with its ranges, when a part is missing', async () => {
    const partly: Script = (call, context, asked) =>
      asked === 2 ? { stop: { unified: 'refused', raw: 'refusal' } } : honest()(call, context, asked)
    const { runtime, reviewer } = world([fakeTarget('a/one', partly)], { callTokens: 1_000, concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: [long(600)] }))
    expect(report.status).not.toBe('complete')
    expect(report.coverage.files[0]).toMatchObject({
      disposition: 'truncated',
      reason: expect.stringMatching(/^lines \d+ to \d+ not reviewed/) as string,
    })
    expect(report.coverage.files[0]?.ranges).toHaveLength(2)
  })
})

describe('the canary', () => {
  it('proves attention without showing up in the report', async () => {
    const sharp: Script = (call) =>
      answer(
        call,
        (call.files ?? []).filter((file) => file.path !== 'src/f0.ts').map((file) => flawAt(file, 4)),
      )
    const one = fakeTarget('a/one', sharp)
    const { runtime, reviewer } = world([one], { emptyProof: 'canary' })
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(one.calls[0]?.files).toHaveLength(2)
    expect(report).toMatchObject({ status: 'complete', findings: [], coverage: { files: [{ path: 'src/f0.ts' }] } })
  })

  it('refuses the empty answer of a model that obeyed the code, and gives it no hint', async () => {
    const obedient = fakeTarget('a/one', (call) => answer(call, []))
    const { runtime, reviewer } = world([obedient], { emptyProof: 'canary' })
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.status).toBe('failed')
    expect(obedient.calls).toHaveLength(1)
  })
})

describe('what a listener and a caller may rely on', () => {
  it('tells each file once, between start and finish, whatever a listener throws', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one')])
    const own: ReviewEvent[] = []
    const all: ReviewEvent[] = []
    reviewer.subscribe(() => {
      throw new Error('broken display')
    })
    const end = reviewer.subscribe((event) => void all.push(event))
    await runtime.until(
      reviewer.review(
        { files: files(2), skipped: [{ path: 'big.bin', reason: 'over 1 MB' }] },
        { onEvent: (event) => void own.push(event) },
      ),
    )
    expect(own.map((event) => event.type)).toEqual(all.map((event) => event.type))
    expect([own.at(0)?.type, own.at(-1)?.type]).toEqual(['review-started', 'review-finished'])
    const finished = own.flatMap((event) => (event.type === 'file-finished' ? [event.path] : []))
    expect(finished.toSorted()).toEqual(['big.bin', 'src/f0.ts', 'src/f1.ts'])
    const started = own.find((event) => event.type === 'call-started')
    expect(own.some((event) => event.type === 'attempt-started' && event.executionId === started?.executionId)).toBe(true)
    end()
    const count = all.length
    await runtime.until(reviewer.review({ files: files(1) }))
    expect(all).toHaveLength(count)
  })

  it('never has more calls in flight than it may', async () => {
    let inFlight = 0
    let most = 0
    const one = fakeTarget('a/one', async (call, context, asked) => {
      most = Math.max(most, ++inFlight)
      await context.runtime.sleep(100)
      inFlight--
      return honest()(call, context, asked)
    })
    const { runtime, reviewer } = world([one], { concurrency: 3 })
    await runtime.until(reviewer.review({ files: files(10) }))
    expect(most).toBe(3)
  })

  it('makes no call that one of the targets could not take over', async () => {
    const small = fakeTarget('b/small', honest(), { contextTokens: 21_000 })
    const { runtime, reviewer } = world([fakeTarget('a/one'), small], {})
    const content = Array.from({ length: 900 }, (_, n) => `const value${n} = ${n}`).join('\n')
    const report = await runtime.until(reviewer.review({ files: [{ path: 'a.ts', content }] }))
    expect(report.attempts.length).toBeGreaterThan(3)
  })

  it('tells the wish to skip from the wish to review', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one')])
    const status = async (skipped: { path: string; reason: string; incomplete?: boolean }) =>
      (await runtime.until(reviewer.review({ files: files(1), skipped: [skipped] }))).status
    expect(await status({ path: 'logo.png', reason: 'binary', incomplete: false })).toBe('complete')
    expect(await status({ path: 'huge.ts', reason: 'over 1 MB' })).toBe('partial')
  })

  it('refuses work after close', async () => {
    const { reviewer } = world([fakeTarget('a/one')])
    await reviewer.close()
    await expect(reviewer.review({ files: files(1) })).rejects.toMatchObject({ code: 'closed' })
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no target', { targets: [] }, /targets/],
    ['a concurrency of 0', { concurrency: 0 }, /concurrency/],
    ['a fraction of a file', { filesPerCall: 1.5 }, /filesPerCall .*whole/],
    ['an unknown proof', { emptyProof: 'canari' }, /did you mean canary/],
    ['an unknown option', { concurency: 2 }, /known option/],
    ['an empty tenant', { tenant: '' }, /tenant/],
  ])('refuses %s on construction', (_, options, message) => {
    const make = () => createReviewer({ targets: [fakeTarget('a/one')], ...options })
    expect(make).toThrow(InvalidOptionError)
    expect(make).toThrow(message)
  })
})
