import { memoryStore } from '@understudy/failover'
import { newNoticeKeys, type Notice, type NoticeEvent, openNotices, signNotices } from '@understudy/failover/notice'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { aDocument, aNotice } from './support/notices.ts'

const PATH = '/etc/notices.json'
const keys = [newNoticeKeys(), newNoticeKeys()] as const
const trustedKeys = keys.map(({ publicKey }, index) => ({ id: `key-${index}`, publicKey }))

function signed(version: number, notices: readonly Notice[], by = 1): string {
  const document = keys
    .slice(0, by)
    .reduce((given, { privateKey }, index) => signNotices(given, { id: `key-${index}`, privateKey }), aDocument(version, notices))
  return JSON.stringify(document)
}

function world(options: { fetch?: typeof globalThis.fetch } = {}) {
  const runtime = virtualRuntime(options)
  const store = memoryStore()
  const events: NoticeEvent[] = []
  const open = (source: { path: string } | { url: string } = { path: PATH }) =>
    openNotices({ sources: [source], trustedKeys, store, runtime, onNotice: (event) => events.push(event) })
  const write = (text: string) => runtime.files.writeText(PATH, text)
  return { runtime, store, events, open, write }
}

const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id)

describe('openNotices', () => {
  it('applies a change of the file within its interval, without a restart', async () => {
    const { runtime, open, write, events } = world()
    await write(signed(1, [aNotice('a')]))
    const board = open()
    await board.ready()
    expect(ids(board.notices())).toEqual(['a'])
    const revision = board.revision()
    await write(signed(2, [aNotice('a'), aNotice('b')]))
    await runtime.advance(59_999)
    expect(ids(board.notices())).toEqual(['a'])
    await runtime.advance(1)
    expect(ids(board.notices())).toEqual(['a', 'b'])
    expect(board.revision()).toBeGreaterThan(revision)
    await runtime.advance(600_000)
    expect(events.map(({ is }) => is)).toEqual(['applied', 'applied'])
    board.close()
    expect(runtime.pending()).toEqual([])
  })

  it('keeps the last good copy, over bad files, replays and restarts, and says each trouble once', async () => {
    const { runtime, open, write, events } = world()
    await write(signed(5, [aNotice('a')]))
    const board = open()
    await board.ready()
    for (const text of ['{', signed(4, []), JSON.stringify(aDocument(9, [])), signed(5, [])]) {
      await write(text)
      await runtime.advance(180_000)
      expect(ids(board.notices())).toEqual(['a'])
    }
    await runtime.files.remove(PATH)
    await runtime.advance(180_000)
    expect(events.map(({ is }) => is)).toEqual(['applied', 'unreadable', 'refused', 'advice', 'refused', 'unreadable'])
    expect(board.sources()).toEqual([
      { source: PATH, version: 5, issuer: 'acme', trouble: expect.stringContaining('cannot be read') },
    ])
    board.close()
    const after = open()
    expect(ids(after.notices())).toEqual(['a'])
    await after.ready()
    after.close()
  })

  it('does not take a damaged copy for none', () => {
    const { store, open } = world()
    store.saveCheckpoint(`notices|${PATH}`, '{"version":')
    expect(open).toThrow(expect.objectContaining({ code: 'store-unusable', message: expect.stringContaining(PATH) }))
  })

  it('does not bar by what nobody signed', async () => {
    const { open, write } = world()
    await write(JSON.stringify(aDocument(1, [aNotice('a')])))
    const board = open()
    await expect(board.ready()).rejects.toMatchObject({
      code: 'invalid-notice',
      message: expect.stringContaining('no signature that is trusted'),
    })
    expect([board.notices(), ids(board.advice())]).toEqual([[], ['a']])
    board.close()
  })

  it('lifts when the second signature arrives on the same version', async () => {
    const { open, write } = world()
    await write(signed(1, [aNotice('a')]))
    const board = open()
    await board.ready()
    await write(signed(2, []))
    await board.reload()
    expect(ids(board.notices())).toEqual(['a'])
    await write(signed(2, [], 2))
    await board.reload()
    expect(ids(board.notices())).toEqual([])
    board.close()
  })

  it('bars even when its store cannot keep the copy', async () => {
    const { runtime, write, events } = world()
    await write(signed(1, [aNotice('a')]))
    const store = {
      ...memoryStore(),
      saveCheckpoint: () => {
        throw new Error('full')
      },
    }
    const board = openNotices({ sources: [{ path: PATH }], trustedKeys, store, runtime, onNotice: (event) => events.push(event) })
    await board.reload()
    expect(ids(board.notices())).toEqual(['a'])
    expect(events.map(({ is }) => is)).toEqual(['applied', 'unreadable'])
    board.close()
  })

  describe('from a URL', () => {
    const url = 'https://notices.example.test/v1.json'

    it('asks for no redirect, and reads what it gets', async () => {
      const asked: RequestInit[] = []
      const { open } = world({
        fetch: async (_, init) => {
          asked.push(init ?? {})
          return new Response(signed(1, [aNotice('a')]))
        },
      })
      const board = open({ url })
      await board.ready()
      expect(ids(board.notices())).toEqual(['a'])
      expect(asked[0]?.redirect).toBe('error')
      board.close()
    })

    it.each<[string, typeof globalThis.fetch, RegExp]>([
      [
        'an error answer',
        async () => new Response('no', { status: 503 }),
        /notices.example.test cannot be read. It answered 503/,
      ],
      ['an endless one', async () => new Response(endless()), /larger than/],
      ['what is no text', async () => new Response(new Uint8Array([0xff, 0xfe])), /cannot be read/],
      ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), /cannot be read/],
      [
        'none at all',
        (_, init) =>
          new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))),
        /within 10 s/,
      ],
    ])('survives %s', async (_, fetch, why) => {
      const { runtime, open } = world({ fetch })
      const board = open({ url })
      const reading = board.reload()
      await runtime.advance(10_000)
      await reading
      expect(board.sources()).toMatchObject([{ version: null, trouble: expect.stringMatching(why) }])
      board.close()
    })

    it.each(['http://notices.example.test/', 'ftp://x/', 'not a url', 'https://user:secret@host/'])('refuses %s', (bad) => {
      expect(() => world().open({ url: bad })).toThrow('notices.sources[0].url must be an https URL')
    })
  })
})

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(32)) })
}
