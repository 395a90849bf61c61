import { readFileSync, writeFileSync } from 'node:fs'
import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { judgeFindings, unusedEntries } from '../src/baseline/judge.ts'
import { markAccepted } from '../src/baseline/mark.ts'
import type { AcceptedFinding } from '../src/baseline/schema.ts'
import { folderWith } from './folder.ts'
import { sampleFinding, sampleReport } from './sample-report.ts'
import { inProcess } from './shell.ts'
import { CODE, openStage, stageEnv, TARGETS } from './stage.ts'

const NOW = Date.UTC(2026, 5, 12)
const entry = (number: number, more: Partial<AcceptedFinding> = {}): AcceptedFinding => ({
  fingerprint: sampleFinding({}, number).fingerprint.v1,
  path: 'a.js',
  title: 'x',
  severity: 'high',
  author: 'ann',
  reason: 'known',
  acceptedAt: '2026-01-01T00:00:00Z',
  expires: '2027-01-01T00:00:00Z',
  ...more,
})
const standing = (accepted: AcceptedFinding[], severity: 'high' | 'critical' | 'low' = 'high', at = NOW) =>
  judgeFindings([sampleFinding({ severity }, 1)], { version: 1, accepted }, at)[0]?.standing

describe('a finding next to the baseline', () => {
  it('is accepted until the moment it expires, and while it is no worse', () => {
    expect(standing([])).toBe('new')
    expect(standing([entry(2)])).toBe('new')
    expect(standing([entry(1)])).toBe('accepted')
    expect(standing([entry(1)], 'low')).toBe('accepted')
    expect(standing([entry(1)], 'critical')).toBe('worse')
    expect(standing([entry(1)], 'high', Date.UTC(2027, 0, 1) - 1)).toBe('accepted')
    expect(standing([entry(1)], 'high', Date.UTC(2027, 0, 1))).toBe('expired')
  })

  it('knows its function: the same line in another one is new', () => {
    const [place] = sampleFinding({}, 1).locations
    const inside = (hash: string) => ({
      ...sampleFinding({}, 1),
      locations: [{ ...place, anchor: { ...place.anchor, function: { startLine: 1, endLine: 3, header: 'h', hash } } }] as const,
    })
    const judged = (hash: string, entries: AcceptedFinding[]) =>
      judgeFindings([inside(hash)], { version: 1, accepted: entries }, NOW)[0]?.standing
    expect(judged('a', [entry(1, { function: 'a' })])).toBe('accepted')
    expect(judged('b', [entry(1, { function: 'a' })])).toBe('changed')
    expect(judged('a', [entry(1, { function: null })])).toBe('changed')
    expect(judged('a', [entry(1)])).toBe('accepted')
  })

  it('leaves entries over that nothing answers to', () => {
    expect(unusedEntries([sampleFinding({}, 1)], { version: 1, accepted: [entry(1), entry(2)] })).toEqual([entry(2)])
  })
})

describe('a report next to the baseline', () => {
  const notes = (accepted: AcceptedFinding[], at = NOW) =>
    markAccepted(sampleReport({ path: 'src/orders.js' }), { version: 1, accepted }, at).report.notes.slice(1)

  it('says what came back and why, a line each', () => {
    expect(notes([entry(1)], Date.UTC(2028, 0, 1))).toEqual([
      expect.stringMatching(/^Counted again: src\/orders\.js:2, .*accepted it until 2027-01-01 \(.+\)\.$/) as string,
    ])
    expect(notes([entry(1, { severity: 'low' })])).toEqual([
      expect.stringMatching(/^Counted again: .*it was low when .* accepted it, and is high now\.$/) as string,
    ])
  })

  it('says which entries can go, of files that it read', () => {
    expect(notes([entry(1), entry(2, { path: 'src/orders.js' }), entry(3, { path: 'src/unread.js' })])).toEqual([
      '1 finding accepted by the baseline, and not counted.',
      '1 entry of the baseline no longer found: src/orders.js.',
    ])
  })
})

describe('understudy accept and review --baseline', { timeout: 30_000 }, () => {
  it('fails only on what is new', async () => {
    await using stage = await openStage()
    using folder = folderWith(CODE)
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const review = (...more: string[]) =>
      inProcess(['review', 'src', ...TARGETS, '--no-store', '--format', 'json', ...more], options)

    const first = await review()
    writeFileSync(folder.at('run.json'), first.stdout)
    const [finding] = (JSON.parse(first.stdout) as Report).findings
    const accepted = await inProcess(
      ['accept', 'run.json', finding?.id ?? '', '--reason', 'known', '--expires', '2999-01-01', '--author', 'ann'],
      options,
    )
    expect(accepted.code).toBe(0)

    const second = await review('--baseline', 'understudy.baseline.json')
    const report = JSON.parse(second.stdout) as Report
    expect(second.code).toBe(1)
    expect(report.findings).toHaveLength(2)
    expect(report.findings[0]?.extensions['understudy/accepted']).toEqual({
      author: 'ann',
      reason: 'known',
      expires: '2999-01-01T00:00:00.000Z',
    })
    expect(report.notes.join()).toContain('1 finding accepted by the baseline')

    const page = await review('--baseline', 'understudy.baseline.json', '--format', 'html')
    expect(page.stdout).toContain('accepted by ann until 2999-01-01: known')
    const pretty = await review('--baseline', 'understudy.baseline.json', '--format', 'pretty')
    expect(pretty.stdout).toContain('(accepted) ')

    await inProcess(['accept', 'run.json', '--all', '--reason', 'known', '--expires', '2999-01-01'], options)
    expect((await review('--baseline', 'understudy.baseline.json')).code).toBe(0)
    expect(
      (JSON.parse(readFileSync(folder.at('understudy.baseline.json'), 'utf8')) as { accepted: unknown[] }).accepted,
    ).toHaveLength(2)
  })

  it.each([
    ['{', /not valid JSON/],
    ['{"version":2,"accepted":[]}', /version/],
    ['{"version":1,"accepted":[{"fingerprint":"x"}]}', /accepted\[0\]\.fingerprint: It must be a fingerprint/],
    [null, /cannot be read: there is no such file/],
  ])('a baseline of %j is refused before anything is sent', async (text, words) => {
    await using stage = await openStage()
    using folder = folderWith({ ...CODE, ...(text === null ? {} : { 'base.json': text }) })
    const run = await inProcess(['review', 'src', ...TARGETS, '--baseline', 'base.json'], {
      cwd: folder.path,
      env: stageEnv(stage),
    })
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(words) as string })
    expect(stage.timeline().filter(({ type }) => type === 'request')).toEqual([])
  })

  it('refuses an unknown id, a date that has passed, and no id at all', async () => {
    using folder = folderWith({ 'run.json': JSON.stringify((await import('./sample-report.ts')).sampleReport()) })
    const accept = (...args: string[]) => inProcess(['accept', 'run.json', '--reason', 'x', ...args], { cwd: folder.path })
    expect((await accept('nope', '--expires', '2999-01-01')).stderr).toMatch(/id must be the id of a finding in run\.json/)
    expect((await accept('--all', '--expires', '2001-01-01')).stderr).toMatch(/a date to come/)
    expect((await accept('--expires', '2999-01-01')).stderr).toMatch(/or --all/)
    expect((await accept('--all', '--expires', 'soon')).code).toBe(2)
  })
})
