import { readFileSync } from 'node:fs'
import { parseReport, type Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { understudy } from './command.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { pullRequest } from './ci/workspace.ts'
import { CODE, openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

const reportOf = (stdout: string): Report => JSON.parse(stdout) as Report

describe('understudy review', { timeout: 30_000 }, () => {
  it('exits 0 when the review is complete and nothing was found', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith(CODE)
    const run = await understudy(['review', '.', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })
    expect(run).toMatchObject({ code: 0 })
    expect(run.stdout).toContain('No findings')
    expect(run.stdout).toContain('3 of 3 files reviewed')
  })

  it('exits 1 for findings at or above the threshold, 0 below it', async () => {
    await using stage = await openStage()
    using folder = folderWith(CODE)
    const env = stageEnv(stage)
    const [low, critical] = await Promise.all([
      inProcess(['review', '.', ...TARGETS, '--no-store'], { cwd: folder.path, env }),
      inProcess(['review', '.', ...TARGETS, '--no-store', '--fail-on', 'critical'], { cwd: folder.path, env }),
    ])
    expect([low.code, critical.code]).toEqual([1, 0])
    expect(low.stdout).toContain('src/orders.js:3')
    expect(low.stdout).toMatch(/▸ 3 │ {3}db\.query/)
  })

  it('goes on with the second model when the first is withdrawn, and the next process does not ask it', async () => {
    await using stage = await openStage()
    using folder = folderWith(CODE)
    stage.withdraw(PRIMARY, { afterRequests: 1 })
    const args = ['review', '.', ...TARGETS, '--concurrency', '1', '--format', 'json']
    const first = await inProcess(args, { cwd: folder.path, env: stageEnv(stage) })
    const report = reportOf(first.stdout)
    expect(first.code).toBe(1)
    expect(report.status).toBe('complete')
    expect(report.coverage.files.map(({ servedModel }) => servedModel)).toEqual([PRIMARY, SECOND, SECOND])
    expect(first.stderr).toContain(`anthropic/${PRIMARY} is out of use`)
    expect(first.stderr).toContain(`the work moves to openai/${SECOND}`)
    expect(stage.asked(PRIMARY)).toBe(2)

    const second = await inProcess(args, { cwd: folder.path, env: stageEnv(stage) })
    expect(reportOf(second.stdout).status).toBe('complete')
    expect(stage.asked(PRIMARY)).toBe(2)
  })

  it('exits 3 when no target could serve, and says why for each', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'a.js': 'x' })
    stage.withdraw(PRIMARY)
    stage.withdraw(SECOND)
    const run = await understudy(['review', 'a.js', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('Nothing reviewed')
    expect(run.stderr).toContain('Claude Fable 5 is not available')
  })

  it('uses the floor without keys, says that it is degraded, and exits 4 when it is silent', async () => {
    using folder = folderWith({ 'clean.js': 'export const add = (a, b) => a + b\n' })
    const run = await understudy(['review', '.'], { cwd: folder.path })
    expect(run.code).toBe(4)
    expect(run.stderr).toContain('No vendor key found')
    expect(run.stdout).toContain('Degraded')
  })

  it('exits 1 when the floor finds something', async () => {
    using folder = folderWith(CODE)
    const run = await inProcess(['review', '.', '--format', 'json'], { cwd: folder.path })
    expect(run.code).toBe(1)
    expect(reportOf(run.stdout)).toMatchObject({ status: 'degraded' })
    expect(reportOf(run.stdout).findings.map(({ family }) => family)).toContain('sql-injection')
  })

  it('exits 4 when a file that may hold code was not read, with the reason in the coverage', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ ...CODE, 'big.js': 'x\n'.repeat(200_000) })
    const run = await understudy(['review', '.', ...TARGETS, '--format', 'json'], { cwd: folder.path, env: stageEnv(stage) })
    expect(run.code).toBe(4)
    const { status, coverage } = reportOf(run.stdout)
    expect(status).toBe('partial')
    expect(coverage.files.find(({ path }) => path === 'big.js')).toMatchObject({
      disposition: 'skipped',
      reason: expect.stringContaining('over the limit of 256 KB') as string,
    })
  })

  it('writes JSON that reads back, SARIF, and a file', async () => {
    await using stage = await openStage()
    using folder = folderWith(CODE)
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const [json, sarif, file] = await Promise.all([
      inProcess(['review', 'src', ...TARGETS, '--no-store', '--format', 'json'], options),
      inProcess(['review', 'src', ...TARGETS, '--no-store', '--format', 'sarif'], options),
      inProcess(['review', 'src', ...TARGETS, '--no-store', '--format', 'sarif', '--output', 'out.sarif'], options),
    ])
    expect(await parseReport(json.stdout)).toMatchObject({ status: 'complete' })
    const log = JSON.parse(sarif.stdout) as { runs: { results: { locations: unknown[] }[] }[] }
    expect(log.runs[0]?.results).toHaveLength(2)
    expect(JSON.stringify(log)).toContain('"src/orders.js"')
    expect(file.stdout).toBe('')
    expect((JSON.parse(readFileSync(folder.at('out.sarif'), 'utf8')) as typeof log).runs[0]?.results).toHaveLength(2)
  })

  it('reviews what is piped in, under the path it is given', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    const run = await inProcess(['review', '-', '--stdin-path', 'src/orders.js', ...TARGETS], {
      cwd: folder.path,
      env: stageEnv(stage),
      stdin: CODE['src/orders.js'] ?? '',
    })
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('src/orders.js:3')
  })

  it('keeps results on stdout and progress on stderr, in plain lines without a terminal', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith(CODE)
    const run = await inProcess(['review', '.', ...TARGETS, '--format', 'json'], { cwd: folder.path, env: stageEnv(stage) })
    expect(() => reportOf(run.stdout)).not.toThrow()
    expect(run.stdout + run.stderr).not.toContain('\u001b')
  })
})

describe('a change fails for what it does, and not for what was there before', { timeout: 30_000 }, () => {
  const REST = Array.from({ length: 40 }, (_, index) => `export const value${index} = ${index}\n`).join('')
  const old = CODE['src/orders.js'] ?? ''

  async function review(flags: readonly string[], more: string) {
    await using stage = await openStage()
    using folder = pullRequest({ 'src/orders.js': `${old}${REST}` }, { 'src/orders.js': `${old}${REST}${more}` })
    return await inProcess(['review', '--diff', 'main', ...TARGETS, '--no-store', ...flags], {
      cwd: folder.path,
      env: stageEnv(stage),
    })
  }

  it('tells an old flaw apart, and exits 0', async () => {
    const run = await review([], 'export const added = 1\n')
    expect(run.stdout).toMatch(
      /\(outside the change\)[^]*The change does not touch these lines|The change does not touch these lines[^]*\(outside the change\)/,
    )
    expect(run.code).toBe(0)
  })

  it('counts it with --fail-on-existing', async () => {
    expect((await review(['--fail-on-existing'], 'export const added = 1\n')).code).toBe(1)
  })
})

describe('a review that runs out of time', { timeout: 30_000 }, () => {
  it('says so, and blames neither the caller nor keys', async () => {
    await using stage = await openStage({ clean: true, latencyMs: 20_000 })
    using folder = folderWith({ 'a.js': '1' })
    const run = await inProcess(['review', 'a.js', ...TARGETS, '--no-store', '--deadline', '300ms'], {
      cwd: folder.path,
      env: stageEnv(stage),
    })
    const said = run.stdout.replaceAll('\n', ' ')
    expect(said).toMatch(/The time that the caller gave was over while openai\/gpt-5\.5 was answering/)
    expect(said).toContain('the time for this review was over')
    expect(said).toContain('--deadline')
    expect(said).not.toMatch(/cancelled the call|doctor/)
    expect(run.code).not.toBe(0)
  })
})

describe('a key that is not set', { timeout: 30_000 }, () => {
  it('takes its target out, loudly, and no other', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'a.js': '1' })
    const { OPENAI_API_KEY, ...env } = stageEnv(stage)
    const run = await inProcess(['review', 'a.js', ...TARGETS, '--format', 'json'], { cwd: folder.path, env })
    const report = JSON.parse(run.stdout) as Report
    const words = /openai\/gpt-5\.5 cannot be asked: OPENAI_API_KEY is not set/
    expect([run.code, report.status, report.notes]).toEqual([0, 'complete', [expect.stringMatching(words)]])
    expect(run.stderr).toMatch(words)
    expect((await inProcess(['targets', ...TARGETS], { cwd: folder.path, env })).stdout).toMatch(/openai\/gpt-5\.5 +out of use/)
    const only = await inProcess(['review', 'a.js', '--targets', `openai/${SECOND},floor`, '--format', 'json', '--no-store'], {
      cwd: folder.path,
      env,
    })
    expect([only.code, (JSON.parse(only.stdout) as Report).status]).toEqual([4, 'degraded'])
    const nobody = await inProcess(['review', 'a.js', '--targets', `openai/${SECOND}`], { cwd: folder.path, env })
    expect([nobody.code, nobody.stdout, nobody.stderr]).toEqual([2, '', expect.stringMatching(words)])
    expect(OPENAI_API_KEY).toBeDefined()
  })
})
