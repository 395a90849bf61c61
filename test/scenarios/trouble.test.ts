import { floor } from '@understudy/floor'
import type { ReplyWriter } from '@understudy/outage'
import { anthropic, openai } from '@understudy/sdk'
import { beforeAll, describe, expect, it } from 'vitest'
import { files, MODELS, openScene, served } from './support/scene.ts'

/** Time limits of a test that waits for real sockets. */
const QUICK = { limits: { firstByteMs: 1_000, idleMs: 1_000 }, deadlineMs: 15_000 } as const

// Vendors' SDKs are loaded at their first call; that must not count as a vendor's silence here.
beforeAll(async () => {
  await using scene = await openScene()
  for (const vendor of ['anthropic', 'openai', 'google'] as const)
    await scene.reviewer({ targets: [scene.target(vendor)] }).review({ files: files(1) })
})

describe('everything down', () => {
  it('fails with one entry for every attempt, and says nothing is clean', async () => {
    await using scene = await openScene()
    scene.stage.withdraw(MODELS.anthropic)
    scene.stage.inject(MODELS.openai, 'reset')
    scene.stage.inject(MODELS.google, 'hang')
    const targets = [scene.target('anthropic'), scene.target('openai'), scene.target('google')]
    const report = await scene.reviewer({ targets, concurrency: 1, ...QUICK }).review({ files: files(1) })
    expect(report).toMatchObject({ status: 'failed', findings: [] })
    const kinds = report.attempts.map(({ target, failure }) => [target.split('/')[0], failure?.kind])
    expect(kinds).toEqual([
      ['anthropic', 'withdrawn'],
      // A reset connection may have reached the model, so it is the vendor's failure rather than the network's.
      ['openai', 'provider-error'],
      ['google', 'timeout'],
    ])
    expect(report.coverage.files[0]).toMatchObject({
      disposition: 'failed',
      reason: expect.stringContaining('No target could serve') as string,
    })
  })

  it('is degraded, not complete, when the floor still answers', async () => {
    await using scene = await openScene()
    scene.stage.withdraw(MODELS.anthropic)
    scene.stage.withdraw(MODELS.openai)
    const clean = { path: 'src/clean.js', content: 'export const one = 1\n' }
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('openai'), floor()] })
    const report = await reviewer.review({ files: [...files(2), clean] })
    expect(report.status).toBe('degraded')
    expect(report.coverage.files.every((file) => file.degraded && file.target === 'floor/ast-grep')).toBe(true)
    expect(report.findings.map((finding) => finding.family)).toEqual(['sql-injection', 'sql-injection'])
    expect((await reviewer.review({ files: [clean] })).status).toBe('degraded')
  })
})

describe('a wrong configuration', () => {
  it('such as a wrong key is said in words, without the key, and is not tried for every file', async () => {
    await using scene = await openScene()
    const wrong = anthropic({
      model: MODELS.anthropic,
      baseURL: scene.stage.baseURL('anthropic'),
      apiKey: 'sk-ant-wrong-key-0000000000',
    })
    const report = await scene.reviewer({ targets: [wrong], concurrency: 1 }).review({ files: files(9) })
    expect(report.status).toBe('failed')
    expect(new Set(report.attempts.map(({ failure }) => failure?.kind))).toEqual(new Set(['auth']))
    expect(report.coverage.files[0]?.reason).toContain(`anthropic/${MODELS.anthropic}`)
    expect(JSON.stringify(report)).not.toContain('wrong-key')
    // The circuit opens at once; with nobody else left, one forced probe a second is let through.
    expect(report.attempts.length).toBeLessThanOrEqual(2)
  })

  it('such as a key for another vendor moves on to a target that works', async () => {
    await using scene = await openScene()
    const swapped = openai({ model: MODELS.openai, baseURL: scene.stage.baseURL('openai'), apiKey: scene.stage.apiKey('google') })
    const report = await scene.reviewer({ targets: [swapped, scene.target('google')] }).review({ files: files(1) })
    expect([report.status, ...served(report)]).toEqual(['complete', MODELS.google])
  })
})

describe('a refusal', () => {
  const refuse: ReplyWriter = () => ({ text: '', stop: 'refused' })

  it.each(['anthropic', 'openai', 'google'] as const)('of %s is surfaced, and never an empty result', async (vendor) => {
    await using scene = await openScene({ replies: { [vendor]: refuse } })
    const other = vendor === 'openai' ? 'anthropic' : 'openai'
    const targets = [scene.target(vendor), scene.target(other)]
    const surfaced = await scene.reviewer({ targets }).review({ files: files(1) })
    expect(surfaced).toMatchObject({ status: 'refused', coverage: { files: [{ disposition: 'refused' }] } })
    expect([scene.stage.asked(MODELS[vendor]), scene.stage.asked(MODELS[other])]).toEqual([1, 0])
    const moved = await scene.reviewer({ targets, onRefusal: 'failover' }).review({ files: files(1) })
    expect([moved.status, ...served(moved)]).toEqual(['complete', MODELS[other]])
  })

  it('of one file leaves the others reviewed', async () => {
    const some: ReplyWriter = ({ input }) =>
      input.includes('src/r01.js')
        ? { text: '', stop: 'refused' }
        : JSON.stringify({
            findings: [],
            files: [{ path: /=== file: (\S+) ===/.exec(input)?.[1], verdict: 'clean', note: null }],
            end: 'end-of-review',
          })
    await using scene = await openScene({ replies: { anthropic: some } })
    const report = await scene.reviewer({ targets: [scene.target('anthropic')] }).review({ files: files(3) })
    expect(report.status).toBe('partial')
    expect(report.coverage.files.map((file) => file.disposition)).toEqual(['reviewed', 'refused', 'reviewed'])
  })
})

describe('a vendor that', () => {
  it('hangs is left at its limit, and the next one serves', async () => {
    await using scene = await openScene()
    scene.stage.inject(MODELS.anthropic, 'hang')
    const started = performance.now()
    const report = await scene
      .reviewer({ targets: [scene.target('anthropic'), scene.target('openai')], concurrency: 1, ...QUICK })
      .review({ files: files(2) })
    expect([report.status, ...served(report)]).toEqual(['complete', MODELS.openai, MODELS.openai])
    expect(performance.now() - started).toBeLessThan(6_000)
  })

  it('answers with another model is not accepted, unless the operator allows it', async () => {
    await using scene = await openScene()
    scene.stage.withdraw(MODELS.anthropic, { mode: 'substituted', servedModel: 'claude-opus-4-8' })
    const strict = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('openai')], concurrency: 1 })
    const report = await strict.review({ files: files(1) })
    expect(served(report)).toEqual([MODELS.openai])
    expect(report.attempts[0]?.failure?.kind).toBe('substituted')
    const lax = scene.reviewer({ targets: [scene.target('anthropic')], allowSubstitution: true })
    const allowed = await lax.review({ files: files(1) })
    expect(served(allowed)).toEqual(['claude-opus-4-8'])
    expect(allowed.findings[0]?.provenance).toMatchObject({ requestedModel: MODELS.anthropic, servedModel: 'claude-opus-4-8' })
  })

  it.each<[string, ReplyWriter]>([
    ['talks instead of answering', () => 'Sure! I found no problems.'],
    ['says the last word of two', () => '{"findings": [{}], "findings": [], "files": [], "end": "end-of-review"}'],
    ['forgets a file', () => '{"findings": [], "files": [], "end": "end-of-review"}'],
    ['stops before the end', () => '{"findings": [], "files": [{"path": "src/r00.js", "verdict": "clean", "note": null}]}'],
  ])('%s gets one repair, then the next one serves', async (_, reply) => {
    await using scene = await openScene({ replies: { anthropic: reply } })
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('openai')], concurrency: 1 })
    const report = await reviewer.review({ files: files(1) })
    expect([report.status, ...served(report)]).toEqual(['complete', MODELS.openai])
    expect(report.attempts.map(({ outcome, failure }) => failure?.kind ?? outcome)).toEqual(['malformed', 'malformed', 'served'])
    expect(scene.stage.asked(MODELS.anthropic)).toBe(2)
  })
})
