import { writeFileSync } from 'node:fs'
import { newNoticeKeys, signNotices } from '@understudy/failover/notice'
import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { readinessOf } from '../src/readiness/record.ts'
import { renderHtml } from '../src/report/index.ts'
import { folderWith, type TestFolder } from './folder.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

const review = async (folder: TestFolder, env: Record<string, string>, config: object, ...more: string[]) => {
  writeFileSync(folder.at('op.json'), JSON.stringify(config))
  const run = await inProcess(['review', 'a.js', ...TARGETS, '--format', 'json', '--config', 'op.json', '--no-cache', ...more], {
    cwd: folder.path,
    env,
  })
  return { ...run, report: run.stdout === '' ? null : (JSON.parse(run.stdout) as Report) }
}
const servedBy = ({ report }: Awaited<ReturnType<typeof review>>): string | undefined => report?.coverage.files[0]?.target

describe('the operator’s rules', { timeout: 30_000 }, () => {
  it('keep code of a class from a vendor, and without an answer nothing is sent', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'a.js': 'x' })
    const policy = {
      otherwise: 'allow',
      rules: [{ id: 'no-anthropic', effect: 'deny', vendors: ['anthropic'], repositoryClasses: ['secret'] }],
    }
    expect(servedBy(await review(folder, stageEnv(stage), { policy }, '--repository-class', 'open'))).toBe(`anthropic/${PRIMARY}`)
    expect(servedBy(await review(folder, stageEnv(stage), { policy }, '--repository-class', 'secret'))).toBe(`openai/${SECOND}`)
    const before = stage.timeline().length
    const closed = await review(folder, stageEnv(stage), { policy: { otherwise: 'deny', rules: [] } })
    expect([closed.code, closed.report?.status]).toEqual([3, 'failed'])
    expect(stage.timeline()).toHaveLength(before)
  })

  it('count in readiness: a substitute that may not see the code is none, and the report keeps what would have happened', async () => {
    await using stage = await openStage({ clean: true })
    const policy = {
      otherwise: 'allow',
      rules: [{ id: 'no-openai', effect: 'deny', vendors: ['openai'], repositoryClasses: ['secret'] }],
    }
    using folder = folderWith({ 'a.js': 'x', 'op.json': JSON.stringify({ policy }) })
    const ask = (repositoryClass: string) =>
      inProcess(['readiness', ...TARGETS, '--config', 'op.json', '--repository-class', repositoryClass], {
        cwd: folder.path,
        env: stageEnv(stage),
      })
    await inProcess(['drill', '--live', '--yes', ...TARGETS], { cwd: folder.path, env: stageEnv(stage) })
    const open = await ask('open')
    expect(open.code).toBe(0)
    expect(open.stdout).toMatch(/covered +openai\/\S+ +× \d/)
    const secret = await ask('secret')
    expect(secret.code).toBe(1)
    expect(secret.stdout).toContain('Not ready')
    const { report } = await review(folder, stageEnv(stage), { policy }, '--repository-class', 'secret')
    expect(report && readinessOf(report)?.exposed).toMatchObject([{ task: 'review.files' }])
    expect(report && renderHtml(report)).toContain('Not ready')
    expect(report && renderHtml(report)).toContain('vendor anthropic: 100 %')
  })

  it('let a signed notice bar a model, and send nothing while the notices cannot be read', async () => {
    await using stage = await openStage({ clean: true })
    const keys = newNoticeKeys()
    using folder = folderWith({ 'a.js': 'x', 'legal.pub': keys.publicKey })
    const notices = { sources: ['order.json'], trustedKeys: [{ id: 'legal', file: 'legal.pub' }] }
    expect((await review(folder, stageEnv(stage), { notices })).code).toBe(2)
    expect(stage.timeline()).toEqual([])
    const order = signNotices(
      {
        schema: 'understudy.notices/1',
        version: 1,
        issuer: 'legal',
        issuedAt: '2026-06-12T00:00:00Z',
        notices: [{ id: 'n1', models: [`anthropic/${PRIMARY}`], from: '2026-01-01T00:00:00Z', basis: { authority: 'legal' } }],
      },
      { id: 'legal', privateKey: keys.privateKey },
    )
    writeFileSync(folder.at('order.json'), JSON.stringify(order))
    expect(servedBy(await review(folder, stageEnv(stage), { notices }))).toBe(`openai/${SECOND}`)
    expect(stage.asked(PRIMARY)).toBe(0)
  })

  it.each([
    [{ policy: { otherwise: 'maybe', rules: [] } }, /op\.json: policy\.otherwise must be one of allow, deny/],
    [
      { policy: { otherwise: 'deny', rules: [{ id: 'x', effect: 'allow', vendor: ['openai'] }] } },
      /vendor is not a known setting/,
    ],
    [{ spendingCapUsd: -1 }, /spendingCapUsd/],
  ])('are refused when they are wrong: %j', async (config, words) => {
    using folder = folderWith({ 'a.js': 'x' })
    await using stage = await openStage()
    expect(await review(folder, stageEnv(stage), config)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(words) as string,
    })
  })
})
