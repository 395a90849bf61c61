import { readFileSync, writeFileSync } from 'node:fs'
import { newNoticeKeys } from '@understudy/failover/notice'
import type { Report } from '@understudy/findings'
import { systemRuntime } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'
import { sampleFinding, sampleReport } from './sample-report.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

describe('doctor', () => {
  it('says what works and what does not, and never shows a key', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    const env = { ...stageEnv(stage), HTTPS_PROXY: 'http://proxy.example' }
    const run = await inProcess(['doctor', '--json', '--targets', `anthropic/${PRIMARY},openai/no-such-model`], {
      cwd: folder.path,
      env,
    })
    const checks = JSON.parse(run.stdout) as { name: string; result: string; sentence: string }[]
    const result = (name: string): string | undefined => checks.find((check) => check.name === name)?.result
    expect([
      result('anthropic key'),
      result(`anthropic/${PRIMARY}`),
      result('openai/no-such-model'),
      result('google key'),
      result('proxy'),
    ]).toEqual(['ok', 'ok', 'failed', 'ok', 'ok'])
    expect(run.stdout).toContain('calls to vendors go through proxy.example (HTTPS_PROXY)')
    expect(run.code).toBe(1)
    expect(run.stdout).not.toContain(stage.apiKey('anthropic'))
  })

  it('looks at everything else when something is broken, and names what is meant', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'op.json': '{"targets":["antropic/x"]}', 'base.json': '{}' })
    const check = async (...args: string[]) => {
      const run = await inProcess(['doctor', '--json', ...args], { cwd: folder.path, env: stageEnv(stage) })
      return { code: run.code, checks: JSON.parse(run.stdout) as { name: string; result: string; sentence: string }[] }
    }
    const broken = await check('--config', 'op.json')
    expect(broken.code).toBe(1)
    expect(broken.checks).toContainEqual({
      name: 'configuration',
      result: 'failed',
      sentence: expect.stringMatching(/op\.json: targets\[0\].*Did you mean anthropic\?/) as string,
    })
    expect(broken.checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['store', 'clock', 'proxy', 'git']) as string[])
    const half = await check('--offline', '--targets', `anthropic/${PRIMARY},google/gemini-3-pro`)
    expect(half.checks.filter(({ result }) => result === 'failed').map(({ name }) => name)).toEqual([
      'google key',
      'google/gemini-3-pro',
    ])
    expect(half.checks).toContainEqual(
      expect.objectContaining({ name: `anthropic/${PRIMARY} health`, sentence: 'unproven: it never served this credential' }),
    )
  })

  it('asks every address once whether it answers, with no key and no code', async () => {
    const asked: { readonly url: string; readonly init: RequestInit | undefined }[] = []
    const wallTime = Date.UTC(2026, 5, 12)
    const answers = (date: string) => ({
      ...systemRuntime,
      wallTime: () => wallTime,
      fetch: async (url: string | URL | Request, init?: RequestInit) => {
        asked.push({ url: url instanceof Request ? url.url : url.toString(), init })
        return new Response(null, { status: 404, headers: { date } })
      },
    })
    const { endpointCheck } = await import('../src/doctor/surroundings.ts')
    const at = 'https://api.example'
    expect(await endpointCheck(at, { runtime: answers(new Date(wallTime).toUTCString()) })).toMatchObject({ result: 'ok' })
    expect(await endpointCheck(at, { runtime: answers(new Date(wallTime - 600_000).toUTCString()) })).toMatchObject({
      result: 'warning',
      sentence: expect.stringContaining('10 min ahead') as string,
    })
    expect(asked.map(({ url, init }) => [url, init?.method, init?.headers, init?.body])).toEqual([
      [at, 'HEAD', undefined, undefined],
      [at, 'HEAD', undefined, undefined],
    ])
    const refuses = {
      ...systemRuntime,
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } })),
    }
    expect(await endpointCheck(at, { runtime: refuses })).toMatchObject({
      result: 'failed',
      sentence: expect.stringContaining('ENOTFOUND') as string,
    })
  })

  it('looks for keys where targets have them', async () => {
    using folder = folderWith()
    const targets = JSON.stringify([
      { target: 'anthropic/a', apiKeyEnv: 'MINE' },
      { target: 'openai/b', apiKeyEnv: 'THEIRS' },
    ])
    const run = await inProcess(['doctor', '--offline', '--json', '--targets', targets], {
      cwd: folder.path,
      env: { MINE: 'a-key' },
    })
    const checks = JSON.parse(run.stdout) as { name: string; result: string; sentence: string }[]
    const keys = checks.filter(({ name }) => name.endsWith(' key')).map(({ name, result }) => [name, result])
    expect(keys).toEqual([
      ['anthropic key', 'ok'],
      ['openai key', 'ok'],
      ['google key', 'ok'],
      ['anthropic/a key', 'ok'],
      ['openai/b key', 'failed'],
    ])
    expect(run.stdout).not.toContain('a-key')
  })

  it('says which certificates are believed', async () => {
    using folder = folderWith({ 'ca.pem': 'x' })
    const certificates = async (env: Record<string, string>) => {
      const run = await inProcess(['doctor', '--offline', '--json'], { cwd: folder.path, env })
      return (JSON.parse(run.stdout) as { name: string; result: string; sentence: string }[]).find(
        ({ name }) => name === 'certificates',
      )
    }
    expect(await certificates({})).toMatchObject({ result: 'ok' })
    expect(await certificates({ NODE_EXTRA_CA_CERTS: 'ca.pem' })).toMatchObject({
      result: 'ok',
      sentence: expect.stringContaining('ca.pem') as string,
    })
    expect(await certificates({ NODE_EXTRA_CA_CERTS: 'gone.pem' })).toMatchObject({ result: 'failed' })
    expect(await certificates({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatchObject({ result: 'failed' })
  })

  it('counts down to a retirement, and tells a clock that is wrong', async () => {
    const { clockCheck, listingCheck } = await import('../src/doctor/checks.ts')
    const now = Date.UTC(2026, 5, 12)
    expect(listingCheck('m', { known: true, retiresAt: '2026-06-22T00:00:00Z' }, now)).toMatchObject({
      result: 'warning',
      sentence: expect.stringContaining('in 10 days') as string,
    })
    expect(listingCheck('m', { known: true, lifecycle: 'retired' }, now).result).toBe('failed')
    expect(clockCheck([{ lastServedAt: now + 3_600_000 }], now).result).toBe('warning')
    expect(clockCheck([{ lastServedAt: now - 1 }], now).result).toBe('ok')
  })
})

describe('readiness', () => {
  it('passes with two vendors, and fails where one loss ends a task', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    const options = { cwd: folder.path, env: stageEnv(stage) }
    expect((await inProcess(['drill', '--live', '--yes', ...TARGETS], options)).code).toBe(0)
    expect(await inProcess(['readiness', ...TARGETS], options)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('\nReady: ') as string,
    })
    const alone = await inProcess(['readiness', '--targets', `openai/${SECOND}`], options)
    expect(alone).toMatchObject({ code: 1, stdout: expect.stringContaining('Not ready: every task') as string })
  })

  it('asks for every class of code that the policy names, and counts only what it permits', async () => {
    await using stage = await openStage()
    const policy = {
      otherwise: 'deny',
      rules: [
        { id: 'open-source', effect: 'allow', repositoryClasses: ['open'] },
        { id: 'one-vendor', effect: 'allow', repositoryClasses: ['secret'], vendors: ['openai'] },
        { id: 'no-patches', effect: 'deny', tasks: ['propose.patch'] },
      ],
    }
    using folder = folderWith({ 'own.json': JSON.stringify({ policy }) })
    const ask = (...more: readonly string[]) =>
      inProcess(['readiness', ...TARGETS, '--config', 'own.json', ...more], { cwd: folder.path, env: stageEnv(stage) })
    await inProcess(['drill', '--live', '--yes', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })
    const both = await ask()
    expect(both).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Not ready: every task (secret) would') as string,
    })
    expect(await ask('--repository-class', 'open')).toMatchObject({ code: 0 })
    // A class that no rule knows is sent nowhere.
    const nobody = await ask('--repository-class', 'unheard')
    expect(nobody).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('nobody may see code of the class unheard') as string,
    })
  })
})

describe('compare', () => {
  it('finds a run equal to itself, and tells what became of each flaw', async () => {
    const report = sampleReport()
    using folder = folderWith({ 'a.json': JSON.stringify(report), 'b.json': JSON.stringify({ ...report, findings: [] }) })
    const compare = async (a: string, b: string) =>
      JSON.parse((await inProcess(['compare', a, b, '--json'], { cwd: folder.path })).stdout) as { flaws: { state: string }[] }
    expect((await compare('a.json', 'a.json')).flaws.map(({ state }) => state)).toEqual(['persisting'])
    expect((await compare('a.json', 'b.json')).flaws.map(({ state }) => state)).toEqual(['no longer reported'])
    expect((await inProcess(['compare', 'a.json', 'b.json'], { cwd: folder.path })).stdout).toContain('insufficient data')
  })

  it('calls a flaw resolved only where its code is gone, gravest first, beside what the older run repeats of itself', async () => {
    const report = {
      ...sampleReport(),
      status: 'complete' as const,
      findings: [
        sampleFinding({ severity: 'low', path: 'gone.js' }, 1),
        sampleFinding({ severity: 'critical', path: 'there.js' }, 2),
        sampleFinding({ severity: 'high', path: 'both.js' }, 3),
      ],
      coverage: {
        files: ['gone.js', 'there.js', 'both.js'].map((path) => ({
          path,
          disposition: 'reviewed' as const,
          servedModel: 'm',
          target: 'v/m',
        })),
      },
    }
    const findings = report.findings.slice(2)
    using folder = folderWith({
      'a.json': JSON.stringify(report),
      'a2.json': JSON.stringify({ ...report, findings: report.findings.slice(1) }),
      'b.json': JSON.stringify({ ...report, findings }),
      'gone.js': 'const mended = 1\n',
      'there.js': 'x\ndb.query(id)\n',
      'both.js': 'x\ndb.query(id)\n',
    })
    const run = await inProcess(['compare', 'a.json', 'b.json', '--self', 'a2.json', '--json'], { cwd: folder.path })
    const { flaws, repeated } = JSON.parse(run.stdout) as {
      readonly flaws: readonly { readonly state: string; readonly path: string }[]
      readonly repeated: readonly object[]
    }
    expect(flaws.map(({ state, path }) => [path, state])).toEqual([
      ['there.js', 'no longer reported'],
      ['both.js', 'persisting'],
      ['gone.js', 'resolved'],
    ])
    expect(repeated).toMatchObject([
      { name: 'all', of: 3, repeated: 1, itself: { of: 3, repeated: 2 } },
      { name: 'high and critical', of: 2, repeated: 1, itself: { of: 2, repeated: 2 } },
      { name: 'critical', of: 1, repeated: 0 },
      { name: 'high' },
      { name: 'low' },
      { name: 'sql-injection', of: 3, repeated: 1 },
    ])
    const shown = await inProcess(['compare', 'a.json', 'b.json', '--self', 'a2.json'], { cwd: folder.path })
    expect(shown.stdout).toMatch(/high and critical +1 of 2 +2 of 2/)
  })

  it('becomes a heat map in a report of several runs', async () => {
    using folder = folderWith({ 'a.json': JSON.stringify(sampleReport()) })
    const run = await inProcess(['report', 'a.json', 'a.json'], { cwd: folder.path })
    expect(run.stdout).toMatch(/<svg[^>]*class="agreement"/)
  })
})

describe('audit', () => {
  it('shows what a review wrote, and sees a changed record and a cut end', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'a.js': 'x' })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    await inProcess(['review', 'a.js', ...TARGETS, '--no-store', '--journal', 'j.jsonl'], options)
    const whole = await inProcess(['audit', 'verify', 'j.jsonl'], options)
    expect(whole).toMatchObject({ code: 0, stdout: expect.stringContaining('Whole: ') as string })
    expect((await inProcess(['audit', 'show', 'j.jsonl'], options)).stdout).toContain(`anthropic/${PRIMARY} served`)
    const head = /Head (\S+)/.exec(whole.stdout)?.[1] ?? ''
    const text = readFileSync(folder.at('j.jsonl'), 'utf8')
    writeFileSync(folder.at('j.jsonl'), `${text.trim().split('\n').slice(0, -1).join('\n')}\n`)
    expect((await inProcess(['audit', 'verify', 'j.jsonl'], options)).code).toBe(0)
    expect((await inProcess(['audit', 'verify', 'j.jsonl', '--head', head], options)).code).toBe(1)
    writeFileSync(folder.at('j.jsonl'), text.replace('review.files', 'review.diff '))
    expect((await inProcess(['audit', 'verify', 'j.jsonl'], options)).code).toBe(1)
  })
})

describe('notices', () => {
  const NOTICE = {
    schema: 'understudy.notices/1',
    version: 1,
    issuer: 'legal',
    issuedAt: '2026-06-12T00:00:00Z',
    notices: [{ id: 'n1', models: [`anthropic/${PRIMARY}`], from: '2026-01-01T00:00:00Z', basis: { authority: 'legal' } }],
  }

  it('are linted, signed, verified, tried and put into force', async () => {
    await using stage = await openStage()
    const keys = newNoticeKeys()
    using folder = folderWith({
      'n.json': JSON.stringify(NOTICE),
      'k.pem': keys.privateKey,
      'k.pub': keys.publicKey,
      'other.pub': newNoticeKeys().publicKey,
      'own.json': JSON.stringify({ notices: { sources: ['s.json'], trustedKeys: [{ id: 'legal', file: 'k.pub' }] } }),
    })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const run = (...args: string[]) => inProcess(['notices', ...args], options)
    expect((await run('lint', 'n.json')).code).toBe(1)
    expect((await run('verify', 'n.json', '--trust', 'legal=k.pub')).stdout).toContain('No trusted key')
    writeFileSync(folder.at('s.json'), (await run('sign', 'n.json', '--key', 'k.pem', '--id', 'legal')).stdout)
    expect(await run('verify', 's.json', '--trust', 'legal=k.pub')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Signed by legal') as string,
    })
    expect((await run('verify', 's.json', '--trust', 'legal=other.pub')).code).toBe(1)
    const dry = await run('apply', 's.json', ...TARGETS)
    expect(dry.stdout).toMatch(new RegExp(`barred anthropic/${PRIMARY} for review.files \\(n1\\)`))
    expect(dry.stdout).toContain('Nothing was changed')
    expect((await run('apply', 's.json', '--yes', ...TARGETS)).code).toBe(1)
    // A copy in the store bars nothing as long as no review is told to read the document.
    expect(await run('apply', 's.json', '--yes', '--trust', 'legal=k.pub', ...TARGETS)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Not in force: no review reads it') as string,
    })
    expect(await run('apply', 's.json', '--yes', '--trust', 'legal=k.pub', '--config', 'own.json', ...TARGETS)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('In force') as string,
    })
  })
})

describe('qualify', { timeout: 30_000 }, () => {
  const LABELS = {
    version: 1,
    flaws: [
      {
        id: 'f',
        path: 'a.js',
        startLine: 1,
        endLine: 1,
        family: 'code-injection',
        cwe: 'CWE-95',
        severity: 'high',
        title: 'eval',
        why: 'input is run',
      },
    ],
    lookAlikes: [],
  }

  it('sends nothing without a yes, and measures with one', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'corpus/labels.json': JSON.stringify(LABELS), 'corpus/a.js': 'eval(input)\n' })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const run = (...more: string[]) =>
      inProcess(
        ['qualify', '--corpus', 'corpus', '--targets', `openai/${SECOND}`, '--state', 's.json', '--json', ...more],
        options,
      )
    expect(await run()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('about 3 calls') as string })
    expect(stage.asked(SECOND)).toBe(0)
    const done = await run('--yes')
    expect(done.code).toBe(0)
    expect(JSON.parse(done.stdout)).toMatchObject([{ servedModel: SECOND, runs: 3 }])
    expect(stage.asked(SECOND)).toBe(3)
    await run('--yes')
    expect(stage.asked(SECOND)).toBe(3)

    writeFileSync(folder.at('profiles.json'), done.stdout)
    writeFileSync(folder.at('op.json'), JSON.stringify({ comparability: { baseline: SECOND, profiles: 'profiles.json' } }))
    const review = (config: string) =>
      inProcess(['review', 'corpus/a.js', '--targets', `openai/${SECOND}`, '--format', 'json', '--config', config], options)
    expect((JSON.parse((await review('op.json')).stdout) as Report).comparability).toMatchObject({
      baseline: SECOND,
      verdict: 'baseline',
    })
    writeFileSync(folder.at('bad.json'), JSON.stringify({ comparability: { baseline: SECOND, profiles: 'op.json' } }))
    expect(await review('bad.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('op.json does not hold profiles') as string,
    })
  })
})
