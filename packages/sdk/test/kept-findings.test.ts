import { describe, expect, it } from 'vitest'
import { answer, fakeTarget, flawAt, honest, type Script } from './support/fake-target.ts'
import { files, withdrawn, world } from './support/world.ts'

/** Whole findings, and then the answer ends in the middle. */
const cutOff: Script = (call) => {
  const text = answer(
    call,
    (call.files ?? []).map((file) => flawAt(file, 2)),
  )
  return text.slice(0, text.indexOf('"files"') + 12)
}

/** A finding in a file that nobody gave, with a quote that no file holds. */
const elsewhere: Script = (call) =>
  answer(
    call,
    (call.files ?? []).map((file) => ({ ...flawAt(file, 2), path: 'lib/gone.ts', snippet: 'eval(gone)', title: 'Elsewhere' })),
  )

describe('an answer that is rejected', () => {
  it.each([
    ['nobody else answers', [fakeTarget('a/one', elsewhere)], 'failed'],
    ['another model answers whole', [fakeTarget('a/one', elsewhere), fakeTarget('b/two', honest())], 'complete'],
  ])('for a finding that has no place keeps it with its file, where %s', async (_, targets, status) => {
    const { runtime, reviewer } = world(targets)
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.status).toBe(status)
    const kept = report.findings.filter(({ title }) => title === 'Elsewhere')
    expect(kept).toMatchObject([
      {
        message: expect.stringContaining('“lib/gone.ts”') as string,
        locations: [{ path: 'src/f0.ts', anchor: { status: 'missing' } }],
        extensions: { rejectedAnswer: true },
      },
    ])
    expect(report.notes.join()).toContain('rejected')
  })

  it('keeps what it told well, marked, of a file that is not reviewed', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', cutOff)])
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.status).toBe('failed')
    expect(report.coverage.files[0]).toMatchObject({ disposition: 'truncated' })
    expect(report.findings).toMatchObject([
      {
        locations: [{ startLine: 2, anchor: { status: 'exact' } }],
        provenance: { servedModel: 'one', requestedModel: 'one', degraded: true },
        extensions: { rejectedAnswer: true },
      },
    ])
    expect(report.notes).toEqual(['src/f0.ts: 1 of its findings come from an answer of a/one that was rejected'])
  })

  it('gives nothing to a report that another model answered whole', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', cutOff), fakeTarget('b/two', honest())])
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect(report.status).toBe('complete')
    expect(report.findings.map(({ provenance, extensions }) => [provenance.servedModel, extensions])).toEqual([['two', {}]])
  })

  it('is remembered over a failover that leads nowhere', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one', cutOff), fakeTarget('b/two', withdrawn)])
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect(report.findings.map(({ locations }) => locations[0].path)).toEqual(['src/f0.ts', 'src/f1.ts'])
    expect(report.status).toBe('failed')
  })

  it('keeps a finding in a file that the model says it did not read whole', async () => {
    const partly: Script = (call) =>
      JSON.stringify({
        findings: (call.files ?? []).map((file) => flawAt(file, 2)),
        files: (call.files ?? []).map(({ path }) => ({ path, verdict: 'not-reviewed', note: 'too long' })),
        end: 'end-of-review',
      })
    const { runtime, reviewer } = world([fakeTarget('a/one', partly)])
    const report = await runtime.until(reviewer.review({ files: files(1) }))
    expect([report.status, report.findings.length]).toEqual(['failed', 1])
  })
})
