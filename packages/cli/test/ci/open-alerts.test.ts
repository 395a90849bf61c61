import { createHash } from 'node:crypto'
import { systemRuntime } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import type { GitHubApi } from '../../src/ci/github/api.ts'
import { uploadSarif } from '../../src/ci/github/sarif.ts'
import { type CarryOptions, carryMark, dueForTriage, type Finding, openAlerts, type Report } from '@understudy/findings'
import { sampleFinding, sampleReport } from '../sample-report.ts'

const CONTENT = 'const a = 1\ndb.query(id)\n'
const by = (model: string, number = 1): Finding => sampleFinding({ path: 'a.js', model }, number)
const earlier = (...findings: readonly Finding[]): Report => ({ ...sampleReport(), startedAt: '2026-06-01T00:00:00Z', findings })

/** A review of `a.js` by a model, with what is known of it next to `old`. */
const review = (model: string, more: Partial<Report> = {}): Report => ({
  ...sampleReport(),
  status: 'complete',
  startedAt: '2026-06-12T00:00:00Z',
  findings: [],
  coverage: { files: [{ path: 'a.js', disposition: 'reviewed', servedModel: model }] },
  ...more,
})
const worth = (
  baseline: string,
  models: Readonly<Record<string, 'equivalent' | 'better' | 'worse' | 'unknown' | 'baseline'>>,
) => ({
  comparability: {
    baseline,
    verdict: 'unknown' as const,
    models: Object.entries(models).map(([servedModel, verdict]) => ({ servedModel, verdict, reason: '' })),
    severityCalibrated: false,
  },
})
const there: CarryOptions = { contentOf: () => CONTENT }

describe('an alert', () => {
  it.each([
    ['another model', 'new', {}],
    ['another snapshot behind the same alias', 'old-2026-06-12', {}],
    ['a model that is worse', 'new', worth('old', { new: 'worse' })],
    ['a model that nobody measured', 'new', worth('old', { new: 'unknown' })],
    ['a model that is as good as a third one', 'new', worth('third', { new: 'equivalent' })],
    ['the baseline, after one that was better', 'new', worth('new', { new: 'baseline', old: 'better' })],
  ])('stays open when %s is silent about unchanged code', (_, model, more) => {
    const { carried, closed } = openAlerts(review(model, more), earlier(by('old')), there)
    expect(closed).toEqual([])
    expect(carried.map(carryMark)).toEqual([
      { by: 'old', lastSeen: '2026-06-01T00:00:00Z', since: '2026-06-12T00:00:00Z', why: 'switch' },
    ])
  })

  it.each([
    ['the model that reported it is silent', 'old', {}, there],
    ['a model shown to be as good is silent', 'new', worth('old', { new: 'equivalent' }), there],
    ['a better one is silent', 'new', worth('old', { new: 'better' }), there],
    ['the baseline is silent after one that is worse', 'new', worth('new', { new: 'baseline', old: 'worse' }), there],
    ['its code is gone', 'new', {}, { contentOf: () => 'const a = 1\n' }],
    ['its file is gone', 'new', {}, { contentOf: () => null }],
    ['the switch was accepted', 'new', {}, { ...there, accepted: new Set(['new']) }],
    ['a substitute is to replace', 'new', {}, { ...there, onSwitch: 'replace' as const }],
  ])('closes when %s', (_, model, more, options) => {
    expect(openAlerts(review(model, more), earlier(by('old')), options).findings).toEqual([])
  })

  it.each([
    ['failed', { disposition: 'failed' as const }],
    ['read by an engine whose silence proves nothing', { disposition: 'reviewed' as const, degraded: true }],
    ['read in part', { disposition: 'reviewed' as const, ranges: [[1, 2]] as const }],
    ['excluded', { disposition: 'skipped' as const, excluded: true }],
  ])('of a file that was %s stays open, in a complete report as well', (_, file) => {
    const report = review('old', { coverage: { files: [{ path: 'a.js', servedModel: 'old', ...file }] } })
    expect(openAlerts(report, earlier(by('old')), there).carried).toHaveLength(1)
  })

  it('of a file that the review is not about stays open', () => {
    expect(openAlerts(review('old', { coverage: { files: [] } }), earlier(by('old')), there).carried).toHaveLength(1)
  })

  it('that the substitute tells in other words keeps its identity, and is one', () => {
    const told = { ...by('new', 2), title: 'Another title' }
    const { findings, carried } = openAlerts(review('new', { findings: [told] }), earlier(by('old')), there)
    expect(carried).toEqual([])
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      title: 'Another title',
      fingerprint: by('old').fingerprint,
      provenance: { servedModel: 'new' },
    })
  })

  it('is due when its model is back and silent, or was carried for too long, and once it was asked waits again', () => {
    const at = (day: number): number => Date.parse('2026-06-12T00:00:00Z') + day * 86_400_000
    const month = 30 * 86_400_000
    const first = openAlerts(review('new'), earlier(by('old')), there)
    expect(dueForTriage(first.carried, at(29), month)).toEqual([])
    expect(dueForTriage(first.carried, at(30), month)).toHaveLength(1)
    const back = openAlerts(review('old'), earlier(...first.findings), there)
    expect(back.carried.map((finding) => carryMark(finding)?.why)).toEqual(['silent'])
    expect(dueForTriage(back.carried, at(1), month)).toHaveLength(1)
    const asked = (reproduced: boolean) =>
      openAlerts(review('old'), earlier(...first.findings), {
        ...there,
        asked: new Map([[by('old').fingerprint.v1, { at: '2026-06-13T00:00:00Z', reproduced, why: 'because' }]]),
      })
    expect(asked(false).closed).toMatchObject([{ why: 'asked again: because' }])
    expect(dueForTriage(asked(true).carried, at(2), month)).toEqual([])
  })
})

describe('an upload', () => {
  const upload = async (findings: readonly Finding[], taken: Buffer[] = []) => {
    const api: GitHubApi = {
      at: (path: string) => path,
      send: ({ body }) => {
        if (body) taken.push(Buffer.from((body as { readonly sarif: string }).sarif, 'base64'))
        return Promise.resolve({ ok: true, status: 202, body: {}, next: null })
      },
    }
    const facts = {
      report: review('old', { findings }),
      open: { findings, carried: [], closed: [] },
      sources: new Map(),
      category: 'understudy',
      analysis: { sha: 'a'.repeat(40), ref: 'refs/heads/main' },
    }
    return uploadSarif(facts, api, systemRuntime)
  }

  it('is not sent where GitHub would keep a part of the alerts and close the others', async () => {
    const taken: Buffer[] = []
    const done = await upload(
      Array.from({ length: 5001 }, (_, index) => by('old', index + 1)),
      taken,
    )
    expect(done).toMatchObject({ state: 'failed', sentence: expect.stringContaining('5001 are open') as string })
    expect(taken).toEqual([])
  })

  it('leaves out what only we read where the log would be larger than GitHub takes', async () => {
    const taken: Buffer[] = []
    const noise = (index: number): string => createHash('sha512').update(String(index)).digest('hex')
    const long = Array.from({ length: 3000 }, (_, number): Finding => ({
      ...by('old', number + 1),
      evidence: Array.from({ length: 60 }, (__, index) => noise(number * 60 + index)),
    }))
    expect(await upload(long, taken)).toEqual({ state: 'done' })
    expect(taken).toHaveLength(1)
    expect(taken[0]?.length).toBeLessThan(10_000_000)
  })
})
