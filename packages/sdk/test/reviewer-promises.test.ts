import { InvalidOptionError, ModelFailure } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import type { ReviewEvent } from '../src/reviewer/events.ts'
import { createReviewer } from '../src/reviewer/reviewer.ts'
import { answer, fakeTarget, flawAt, honest, type Script } from './support/fake-target.ts'
import { long } from './support/long.ts'
import { files, withdrawn, world } from './support/world.ts'

describe('a long file', () => {
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

  it('ends with whoever is still there, also when the lost model read its last part', async () => {
    const one = fakeTarget('a/one', async (call, context, asked) => {
      if (asked < 3) await context.runtime.sleep(1_000)
      return asked < 3 ? withdrawn() : honest()(call, context, asked)
    })
    const { runtime, reviewer } = world([one, fakeTarget('b/two')], { callTokens: 1_000, concurrency: 10 })
    const report = await runtime.until(reviewer.review({ files: [long(600)] }))
    expect(report.coverage.files).toEqual([{ path: 'long.ts', disposition: 'reviewed', servedModel: 'two', target: 'b/two' }])
    expect(report.findings).toHaveLength(12)
    expect(new Set(report.findings.map((finding) => finding.provenance.servedModel))).toEqual(new Set(['two']))
  })

  it('is cut smaller when no window takes it', async () => {
    const narrow = fakeTarget('a/one', (call, context, asked) => {
      if (call.input.length > 4_000)
        throw new ModelFailure('a/one', 'context-too-long', 'The prompt is too long.', { evidence: { status: 400 } })
      return honest()(call, context, asked)
    })
    const { runtime, reviewer } = world([narrow])
    const report = await runtime.until(reviewer.review({ files: [long(300)] }))
    expect(report.status).toBe('complete')
    expect(report.findings.map((finding) => finding.locations[0].startLine)).toEqual([8, 58, 108, 158, 208, 258])

    const none = fakeTarget('a/one', () => {
      throw new ModelFailure('a/one', 'context-too-long', 'The prompt is too long.')
    })
    const hopeless = world([none])
    expect((await hopeless.runtime.until(hopeless.reviewer.review({ files: [long(300)] }))).status).toBe('failed')
    expect(none.calls.length).toBeLessThanOrEqual(31)
  })

  it('is truncated, with its ranges, when a part is missing', async () => {
    const partly: Script = (call, context, asked) =>
      asked === 2 ? { stop: { unified: 'refused', raw: 'refusal' } } : honest()(call, context, asked)
    const { runtime, reviewer } = world([fakeTarget('a/one', partly)], { callTokens: 1_000, concurrency: 1 })
    const report = await runtime.until(reviewer.review({ files: [long(600)] }))
    expect(report.status).toBe('partial')
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
    ['a misspelt option', { concurency: 2 }, /did you mean concurrency/],
    ['a misspelt option of the route', { onRefusel: 'surface' }, /did you mean onRefusal/],
    ['a route for no task', { tasks: { 'review.file': {} } }, /tasks/],
    ['an empty tenant', { tenant: '' }, /tenant/],
  ])('refuses %s on construction', (_, options, message) => {
    const make = () => createReviewer({ targets: [fakeTarget('a/one')], ...options })
    expect(make).toThrow(InvalidOptionError)
    expect(make).toThrow(message)
  })
})

describe('a target that may not see the code', () => {
  it('is named in the report once, with the rule that excluded it', async () => {
    const policy = {
      name: 'operator',
      otherwise: 'allow',
      rules: [{ id: 'no-a', effect: 'deny', vendors: ['a'], why: 'Not with a.' }],
    } as const
    const { runtime, reviewer } = world([fakeTarget('a/one'), fakeTarget('b/two')], { policy })
    const report = await runtime.until(reviewer.review({ files: files(3) }))
    expect(report.status).toBe('complete')
    expect(report.notes).toEqual(['a/one was not asked: Not with a. (operator/no-a)'])
  })
})

describe('an operator', () => {
  it('opens and closes a circuit by hand, and refuses an id that is not there', async () => {
    const { runtime, reviewer } = world([fakeTarget('a/one'), fakeTarget('b/two')])
    const served = async () => (await runtime.until(reviewer.review({ files: files(1) }))).attempts[0]?.target
    reviewer.openCircuit('a/one')
    expect([reviewer.status()[0]?.circuit, await served()]).toEqual(['open', 'b/two'])
    reviewer.closeCircuit('a/one')
    expect([reviewer.status()[0]?.circuit, await served()]).toEqual(['closed', 'a/one'])
    expect(() => reviewer.openCircuit('a/on')).toThrow('a/one')
  })
})

describe('the readiness of a reviewer', () => {
  it('tells what a loss would end, and knows that the floor has no opinion on a finding', () => {
    const { reviewer } = world([fakeTarget('a/one'), fakeTarget('floor/local', undefined, { degraded: true })])
    const { scenarios, exposed } = reviewer.readiness({ tasks: ['review.files', 'triage.finding'] })
    const lost = scenarios.find(({ loss }) => loss.kind === 'vendor' && loss.name === 'a')
    expect(lost?.continuity.map(({ task, outcome, after }) => [task, outcome, after])).toEqual([
      ['review.files', 'degraded', 'floor/local'],
      ['triage.finding', 'lost', null],
    ])
    expect(exposed.map(({ task }) => task)).toEqual(['triage.finding'])
  })
})

describe('a model that its vendor will retire', () => {
  it('stands in the report with the days that are left', async () => {
    const retiresAt = '2026-07-01T00:00:00Z'
    const target = fakeTarget('a/one', (call, context, asked) => ({
      text: honest()(call, context, asked) as string,
      notice: { stage: 'deprecated', retiresAt },
    }))
    const { runtime, reviewer } = world([target])
    const report = await runtime.until(reviewer.review({ files: files(2) }))
    expect(report.notes).toEqual([
      'a/one is deprecated and retires on 2026-07-01, in 19 days, as its vendor says. Put a successor behind it in time.',
    ])
  })
})
