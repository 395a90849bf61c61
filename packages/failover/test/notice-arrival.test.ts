import { createRoute, memoryStore } from '@understudy/failover'
import { newNoticeKeys, type Notice, openNotices, signNotices } from '@understudy/failover/notice'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDocument, aNotice } from './support/notices.ts'
import { vendor } from './support/vendor.ts'

const keys = [newNoticeKeys(), newNoticeKeys()] as const
const trustedKeys = keys.map(({ publicKey }, index) => ({ id: `key-${index}`, publicKey }))
const NOW = Date.parse('2026-07-01T00:00:00Z')
const ORDER = aNotice('order', { models: ['a/*'], from: '2026-06-12T17:21:00-04:00' })

function signed(version: number, notices: readonly Notice[], by: number, issuer = 'acme'): string {
  const document = { ...aDocument(version, notices), issuer }
  return JSON.stringify(
    keys.slice(0, by).reduce((given, { privateKey }, index) => signNotices(given, { id: `key-${index}`, privateKey }), document),
  )
}

/** Hosts that come and go on one store and one disk. */
function site(store = memoryStore()) {
  const runtime = virtualRuntime({ startsAt: NOW })
  const write = (path: string, text: string) => runtime.files.writeText(path, text)
  async function host(paths: readonly string[] = ['/n.json'], targets = ['a/one', 'b/two']) {
    const board = openNotices({ sources: paths.map((path) => ({ path })), trustedKeys, store, runtime })
    await board.ready()
    const adapters = targets.map((id) => vendor(id))
    const route = createRoute({ targets: adapters, notices: board, store, runtime })
    const asked = async (): Promise<readonly string[]> => {
      const before = adapters.map(({ asked }) => asked)
      await runtime.until(
        route.run({ task: 'review.files', system: '', input: '', maxOutputTokens: 1, promptVersion: 't' }).catch(() => {}),
      )
      return adapters.filter(({ asked }, index) => asked > (before[index] ?? 0)).map(({ id }) => id)
    }
    return { board, asked, end: () => board.close() }
  }
  return { runtime, store, write, host }
}

describe('an order that is in force', () => {
  const HOSTILE: Readonly<Record<string, Partial<Notice>>> = {
    'an earlier date': { from: '2020-01-01T00:00:00Z' },
    'the same date and an earlier name': { from: ORDER.from, id: 'aaa' },
    'a date to come': { from: '2026-07-01T00:00:30Z' },
    'everything in it': { from: '2020-01-01T00:00:00Z', models: ['*'] },
  }

  it.each(Object.entries(HOSTILE))('is not lifted by one key that bars the other targets with %s', async (_, change) => {
    const { runtime, write, host } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    const { board, asked } = await host()
    expect(await asked()).toEqual(['b/two'])
    await runtime.advance(5_000)
    await write('/n.json', signed(2, [ORDER, aNotice('zzz', { models: ['b/*'], ...change })].toReversed(), 1))
    await board.reload()
    for (const ms of [0, 60_000, 600_000]) {
      await runtime.advance(ms)
      expect(await asked()).toEqual(['b/two'])
    }
  })

  it.each(Object.entries(HOSTILE))('is not lifted so after a restart, either (%s)', async (_, change) => {
    const { runtime, write, host } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    const first = await host()
    await first.asked()
    first.end()
    await runtime.advance(5_000)
    await write('/n.json', signed(2, [aNotice('zzz', { models: ['b/*'], ...change }), ORDER], 1))
    const second = await host()
    await runtime.advance(120_000)
    expect(await second.asked()).toEqual(['b/two'])
    second.end()
    expect(await (await host()).asked()).toEqual(['b/two'])
  })

  it('is not lifted by another issuer, another path, or a clock that was set back', async () => {
    const { runtime, write, host } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    const first = await host()
    await first.asked()
    first.end()
    runtime.jumpWallClock(-30 * 86_400_000)
    await write('/m.json', signed(1, [aNotice('zzz', { models: ['b/*'], from: '2020-01-01T00:00:00Z' })], 1, 'mallory'))
    const both = await host(['/m.json', '/n.json'])
    await runtime.advance(120_000)
    runtime.jumpWallClock(60 * 86_400_000)
    expect(await both.asked()).toEqual(['b/two'])
  })

  it('is not lifted by a copy that the first edition kept', async () => {
    const { write, host, store } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    const first = await host()
    first.end()
    for (const key of store.checkpointKeys('notice')) {
      const { arrivals: _, ...rest } = JSON.parse(store.checkpoint(key) ?? '{}') as Record<string, unknown>
      if (key === 'notices|/n.json') store.saveCheckpoint(key, JSON.stringify(rest))
      else store.removeCheckpoint(key)
    }
    await write('/n.json', signed(2, [aNotice('zzz', { models: ['b/*'], from: '2020-01-01T00:00:00Z' }), ORDER], 1))
    expect(await (await host()).asked()).toEqual(['b/two'])
  })

  it('still bars its target when the operator takes the other ones away', async () => {
    const { write, host } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    const first = await host()
    expect(await first.asked()).toEqual(['b/two'])
    first.end()
    expect(await (await host(['/n.json'], ['a/one'])).asked()).toEqual([])
  })

  it('waits where it would bar the only target and never barred it', async () => {
    const { write, host } = site()
    await write('/n.json', signed(1, [ORDER], 2))
    expect(await (await host(['/n.json'], ['a/one'])).asked()).toEqual(['a/one'])
  })

  it('is not lifted by any documents of one key, in whatever order, with restarts between', async () => {
    let [held, restarts] = [0, 0]
    const hostile = fc.record({
      models: fc.subarray(['a/*', 'b/*', 'c/*', '*'], { minLength: 1 }),
      from: fc.integer({ min: -400, max: 2 }),
      id: fc.constantFrom('aaa', 'zzz', 'ooo'),
      restart: fc.boolean(),
      issuer: fc.constantFrom('acme', 'mallory'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 4 }), async (steps) => {
        const { runtime, write, host } = site()
        const paths = ['/n.json', '/m.json']
        await write('/n.json', signed(1, [ORDER], 2))
        await write('/m.json', signed(1, [], 2, 'mallory'))
        let now = await host(paths, ['a/one', 'b/two', 'c/three'])
        expect(await now.asked()).not.toContain('a/one')
        for (const [index, { models, from, id, restart, issuer }] of steps.entries()) {
          await runtime.advance(1_000)
          const notice = aNotice(id, {
            models,
            from: new Date(runtime.wallTime() + (from > 0 ? from * 30_000 : from * 86_400_000)).toISOString(),
          })
          if (issuer === 'acme') await write('/n.json', signed(index + 2, [notice, ORDER], 1))
          else await write('/m.json', signed(index + 2, [notice], 1, 'mallory'))
          await now.board.reload()
          if (restart) {
            now.end()
            now = await host(paths, ['a/one', 'b/two', 'c/three'])
            restarts++
          }
          await runtime.advance(90_000)
          const asked = await now.asked()
          expect(asked).not.toContain('a/one')
          if (asked.length > 0 && models.includes('*')) held++
        }
        now.end()
      }),
      { numRuns: 60 },
    )
    expect([held > 5, restarts > 5]).toEqual([true, true])
  })
})

describe('versions', () => {
  it('belong to the issuer: an old document under another path lifts nothing and is refused', async () => {
    const { write, host } = site()
    await write('/n.json', signed(5, [ORDER], 1))
    const first = await host()
    first.end()
    await write('/moved.json', signed(4, [], 2))
    const { board } = await host(['/moved.json'])
    expect(board.notices().map(({ id }) => id)).toEqual(['order'])
    expect(board.sources()).toEqual([
      { source: '/moved.json', version: 5, issuer: 'acme', trouble: expect.stringContaining('older than 5') as string },
    ])
  })

  it('are one for two sources of an issuer: what one of them brought holds, and is listed once', async () => {
    const { runtime, write, host } = site()
    await write('/n.json', signed(1, [ORDER], 1))
    await write('/mirror.json', signed(1, [ORDER], 1))
    const { board } = await host(['/n.json', '/mirror.json'])
    expect(board.notices()).toHaveLength(1)
    await write('/mirror.json', signed(2, [ORDER, aNotice('more', { models: ['c/*'] })], 1))
    await runtime.advance(120_000)
    expect(board.notices().map(({ id }) => id)).toEqual(['order', 'more'])
    expect(board.sources().map(({ version }) => version)).toEqual([2, 2])
  })

  it('are not taken from a document that nobody signed', async () => {
    const { write, host, runtime, store } = site()
    await write('/n.json', signed(5, [ORDER], 1))
    const first = await host()
    first.end()
    await write('/other.json', JSON.stringify(aDocument(6, [])))
    const board = openNotices({ sources: [{ path: '/other.json' }], trustedKeys, store, runtime })
    await board.reload()
    expect(board.sources()).toEqual([{ source: '/other.json', version: null, issuer: null }])
  })
})
