import { memoryStore } from '@understudy/failover'
import type { Severity } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { answer, fakeTarget, flawAt, honest, type Script } from './support/fake-target.ts'
import { files, withdrawn, world } from './support/world.ts'

/** Reports these lines of every file, with this severity. */
const reports =
  (lines: readonly number[], severity: Severity): Script =>
  (call) =>
    answer(
      call,
      (call.files ?? []).flatMap((file) => lines.map((line) => flawAt(file, line, { severity }))),
    )

describe('a review by several models', () => {
  it('merges what they say, counts the support, and lets an opinion raise a severity', async () => {
    const one = fakeTarget('a/one', reports([2], 'medium'))
    const two = fakeTarget('b/two', reports([1, 2], 'critical'))
    const { runtime, reviewer } = world([one, two])
    const report = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2 }))
    expect(report.status).toBe('complete')
    expect(
      report.findings.map(({ locations, severity, confidence }) => [locations[0].startLine, severity.level, confidence.support]),
    ).toEqual([
      [1, 'critical', undefined],
      [2, 'critical', { runs: 2, models: ['one', 'two'] }],
    ])
    expect(report.coverage.files[0]).toMatchObject({
      target: 'a/one',
      opinions: [
        { target: 'a/one', servedModel: 'one' },
        { target: 'b/two', servedModel: 'two' },
      ],
    })
    expect(report.attempts).toHaveLength(2)
  })

  it('never lets a clean second opinion suppress a finding or lower it', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', reports([2], 'high')), fakeTarget('b/two', reports([], 'info'))])
    const report = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2 }))
    expect(report.findings.map((finding) => finding.severity.level)).toEqual(['high'])
    const lower = world([fakeTarget('a/one', reports([2], 'high')), fakeTarget('b/two', reports([2], 'low'))])
    const merged = await lower.runtime.until(lower.reviewer.review({ files: files(1) }, { opinions: 2 }))
    expect(merged.findings.map((finding) => finding.severity.level)).toEqual(['high'])
  })

  it('asks two different models when the first choice is gone, and never the floor', async () => {
    const gone = fakeTarget('a/one', withdrawn)
    const floor = fakeTarget('floor/test', honest(), { degraded: true })
    const [two, three] = [fakeTarget('b/two'), fakeTarget('c/three')]
    const { runtime, reviewer } = world([gone, two, three, floor], { concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: files(3) }, { opinions: 2 }))
    expect(report.coverage.files.map((file) => file.opinions?.map(({ target }) => target))).toEqual(
      Array.from({ length: 3 }, () => ['b/two', 'c/three']),
    )
    expect([gone.calls.length, two.calls.length, three.calls.length, floor.calls.length]).toEqual([1, 3, 3, 0])
  })

  it('says so when there is no second opinion to be had', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one')])
    const report = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2 }))
    expect(report.notes).toEqual(['src/f0.ts: no opinion number 2: no other model is left'])
    expect(report.coverage.files[0]?.opinions).toBeUndefined()
  })

  it('is remembered apart from a review by one', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one, fakeTarget('b/two')], { store: memoryStore() })
    await runtime.until(reviewer.review({ files: files(1) }))
    const both = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2, cache: true }))
    expect([one.calls.length, both.coverage.files[0]?.cached]).toEqual([2, undefined])
    const again = await runtime.until(reviewer.review({ files: files(1) }, { opinions: 2, cache: true }))
    expect([one.calls.length, again.coverage.files[0]?.cached]).toEqual([2, true])
    expect(again.findings).toEqual(both.findings)
  })
})
