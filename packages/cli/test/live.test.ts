import { writeFileSync } from 'node:fs'
import { newNoticeKeys, signNotices } from '@understudy/failover/notice'
import type { Stage } from '@understudy/outage'
import { systemRuntime } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { type ConfigurationEvent, follow } from '../src/live/follow.ts'
import { openLiveReviewer } from '../src/live/index.ts'
import { folderWith, type TestFolder } from './folder.ts'
import { CODE, openStage, PRIMARY, SECOND, stageEnv } from './stage.ts'

describe('a configuration that is followed', () => {
  /** A host whose configuration is one number in a file; anything else is broken. */
  async function host(text: string) {
    const runtime = virtualRuntime()
    await runtime.files.writeText('/c', text)
    const events: ConfigurationEvent[] = []
    const retired: number[] = []
    const followed = await follow({
      runtime,
      files: ['/c', '/absent'],
      async open() {
        const value = Number(await runtime.files.readText('/c'))
        if (Number.isNaN(value)) throw new Error('not a number')
        return value
      },
      retire: (before) => void retired.push(before),
      onEvent: (event) => void events.push(event),
    })
    return { runtime, followed, events, retired, write: (next: string) => runtime.files.writeText('/c', next) }
  }

  it('is in force two looks after the change, and what was before is let go of', async () => {
    const { runtime, followed, events, retired, write } = await host('1')
    await runtime.advance(5_000)
    expect([followed.current(), followed.latest(), events]).toEqual([1, null, []])
    await write('22')
    await runtime.advance(1_000)
    expect(followed.current()).toBe(1)
    await runtime.advance(1_000)
    expect([followed.current(), retired, events.map(({ type }) => type)]).toEqual([22, [1], ['configuration-applied']])
    await followed.stop()
  })

  it('changes nothing while it is broken, says so once, and recovers', async () => {
    const { runtime, followed, events, retired, write } = await host('1')
    await write('broken')
    await runtime.advance(10_000)
    expect([followed.current(), retired, events.map(({ type }) => type)]).toEqual([1, [], ['configuration-refused']])
    await write('3')
    await runtime.advance(3_000)
    expect([followed.current(), followed.latest()?.type]).toEqual([3, 'configuration-applied'])
    await followed.stop()
  })

  it('is not read while somebody still writes it', async () => {
    const { runtime, followed, events, write } = await host('1')
    for (const part of ['x', 'xx', 'xxx', '4444']) {
      await write(part)
      await runtime.advance(1_000)
    }
    await runtime.advance(1_000)
    expect([followed.current(), events.map(({ type }) => type)]).toEqual([4444, ['configuration-applied']])
    await followed.stop()
  })

  it('is not looked at any more once it was stopped, and is refused at the start when it is broken', async () => {
    const { runtime, followed, write } = await host('1')
    await followed.stop()
    await write('2')
    await runtime.advance(10_000)
    expect(followed.current()).toBe(1)
    await expect(host('broken')).rejects.toThrow('not a number')
  })
})

describe('a live reviewer', { timeout: 60_000 }, () => {
  const both = [`anthropic/${PRIMARY}`, `openai/${SECOND}`]
  const files = Object.entries(CODE).map(([path, content]) => ({ path, content }))

  async function open(folder: TestFolder, stage: Stage, config: object) {
    const write = (next: object | string): void =>
      writeFileSync(folder.at('c.json'), typeof next === 'string' ? next : JSON.stringify(next))
    write(config)
    const given = { ...stageEnv(stage), HOME: `${folder.path}.home` } as Readonly<Record<string, string>>
    const events: ConfigurationEvent[] = []
    const reviewer = await openLiveReviewer({
      cwd: folder.path,
      config: 'c.json',
      settings: { store: false },
      // Looked at by hand: a test waits for nothing.
      everyMs: 3_600_000,
      runtime: { ...systemRuntime, env: (name) => given[name] },
      onEvent: (event) => void events.push(event),
    })
    return { reviewer, write, events }
  }

  it('does new work by the new settings, and keeps the last good ones when the file is broken', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith()
    const { reviewer, write, events } = await open(folder, stage, { targets: both })
    const served = async (): Promise<string | undefined> =>
      (await reviewer.review({ files: files.slice(0, 1) }, { cache: false })).coverage.files[0]?.target
    expect(await served()).toBe(both[0])
    write({ targets: [both[1]] })
    expect(await reviewer.reload()).toMatchObject({ type: 'configuration-applied' })
    expect(await served()).toBe(both[1])
    write('{ "targets": ["antropic/x"] }')
    expect(await reviewer.reload()).toMatchObject({
      type: 'configuration-refused',
      sentence: expect.stringContaining('c.json: targets[0]') as string,
    })
    expect(await served()).toBe(both[1])
    expect(events.map(({ type }) => type)).toEqual(['configuration-applied', 'configuration-refused'])
    await reviewer.close()
    expect(stage.asked(PRIMARY)).toBe(1)
  })

  const policy = (otherwise: string, ...rules: readonly object[]) => ({ policy: { otherwise, rules } })
  const kept = (retention: string) => ({
    targets: [
      { target: both[0], retention },
      { target: both[1], retention: 'none' },
    ],
  })
  const openOnly = { id: 'open', effect: 'allow', repositoryClasses: ['open'] }
  const team = { id: 'team', effect: 'allow', principals: [{ attribute: 'team', in: ['red'] }] }
  it.each<[string, object, object]>([
    ['a target that is gone', {}, { targets: [both[1]] }],
    ['a policy that forbids one', {}, policy('allow', { id: 'no', effect: 'deny', vendors: ['anthropic'] })],
    ['a class of code', policy('deny', openOnly), policy('deny', { ...openOnly, vendors: ['openai'] })],
    ['a team', policy('deny', team), policy('deny', { ...team, vendors: ['openai'] })],
    [
      'what a contract keeps, put right',
      { ...kept('none'), ...policy('deny', { id: 'none', effect: 'allow', retentions: ['none'] }) },
      { ...kept('30d'), ...policy('deny', { id: 'none', effect: 'allow', retentions: ['none'] }) },
    ],
    ['tasks of a target', {}, { targets: [{ target: both[0], tasks: ['triage.finding'] }, both[1]] }],
    ['an order', {}, { notices: { sources: ['order.json'], trustedKeys: [{ id: 'a', file: 'a.pem' }] } }],
  ])('bars at once, for work under way, too: %s', async (_, before, after) => {
    await using stage = await openStage({ clean: true, latencyMs: 500 })
    using folder = folderWith()
    const keys = newNoticeKeys()
    const order = { id: 'n', models: ['anthropic/*'], from: '2026-06-12T17:21:00-04:00', basis: { authority: 'a' } }
    const document = {
      schema: 'understudy.notices/1',
      issuer: 'a',
      version: 1,
      issuedAt: '2026-06-12T21:30:00Z',
      notices: [order],
    }
    writeFileSync(folder.at('a.pem'), keys.publicKey)
    writeFileSync(
      folder.at('order.json'),
      JSON.stringify(signNotices(document as never, { id: 'a', privateKey: keys.privateKey })),
    )
    const next = { targets: both, concurrency: 1, ...after }
    const { reviewer, write } = await open(folder, stage, { targets: both, concurrency: 1, ...before })
    let reloaded: Promise<unknown> | undefined
    reviewer.subscribe((event) => {
      if (event.type !== 'attempt-started' || reloaded) return
      write(next)
      reloaded = reviewer.reload()
    })
    // The first file is asked about before the change; the others wait for their turn.
    const report = await reviewer.review({ files }, { cache: false, subject: { repositoryClass: 'open', team: 'red' } })
    await reloaded
    await reviewer.close()
    expect(report.status).toBe('complete')
    expect(stage.asked(PRIMARY)).toBeLessThan(files.length)
    expect(report.coverage.files.at(-1)?.target).toBe(both[1])
  })
})
