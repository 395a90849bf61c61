import { request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { appendFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'
import { followJournal } from '../src/serve/journal-tail.ts'
import { liveServer } from '../src/serve/server.ts'

const sockets: Socket[] = []
afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()))

interface Reader {
  readonly status: number | undefined
  readonly ended: Promise<void>
  /** Resolves once it has read that many bytes of events. */
  readonly received: (least: number) => Promise<void>
}

async function page(parts: () => string) {
  const hosts: string[] = []
  const live = liveServer({ page: () => '', parts, act: () => '' }, { token: 't', hosts })
  await new Promise<void>((done) => live.server.listen(0, '127.0.0.1', done))
  const { port } = live.server.address() as AddressInfo
  hosts.push(`127.0.0.1:${port}`)
  /** A page that is opened; one that does not read takes nothing off its socket. */
  const open = (reads: boolean): Promise<Reader> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/events', agent: false }, (response) => {
        let [characters, awaited] = [0, { characters: 0, arrived: () => {} }]
        if (reads)
          response.on('data', (part: Buffer) => {
            characters += part.length
            if (characters >= awaited.characters) awaited.arrived()
          })
        const ended = new Promise<void>((done) => response.once('close', done))
        const received = (least: number): Promise<void> =>
          new Promise((arrived) => {
            awaited = { characters: least, arrived }
            if (characters >= least) arrived()
          })
        resolve({ status: response.statusCode, ended, received })
      })
      asked.once('error', reject)
      asked.once('socket', (socket) => sockets.push(socket))
      asked.end()
    })
  return { live, port, open }
}

describe('the live page', { timeout: 20_000 }, () => {
  it('has at most 64 readers', async () => {
    const { live, open } = await page(() => '{}')
    const all = []
    for (let n = 0; n < 70; n++) all.push((await open(true)).status)
    expect([all.filter((status) => status === 200).length, all.filter((status) => status === 503).length]).toEqual([64, 6])
    await live.close()
  })

  it('lets go of a reader that does not read, and keeps the others', async () => {
    const { live, open } = await page(() => `"${'x'.repeat(512 * 1024)}"`)
    await open(false)
    const quick = await open(true)
    let gone = 0
    void quick.ended.then(() => (gone += 1))
    // Each event is read before the next is sent, so that a slow machine drops only the reader that does not read.
    for (let n = 1; n <= 60; n++) {
      live.publish()
      await Promise.race([quick.received(n * 512 * 1024), quick.ended])
    }
    const left = await new Promise<number>((done, fail) =>
      live.server.getConnections((error, count) => (error ? fail(error) : done(count))),
    )
    expect([left, gone]).toEqual([1, 0])
    await live.close()
  })

  it('stops when it is told to, whatever hangs on it', async () => {
    const { live, port, open } = await page(() => '{}')
    await open(false)
    // Half a request, and a connection that says nothing.
    for (const text of ['POST /targets HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n', '']) {
      const socket = connect(port, '127.0.0.1')
      sockets.push(socket)
      socket.on('error', () => {})
      await new Promise<void>((done) => socket.once('connect', done))
      socket.write(text)
    }
    await live.close()
    expect(live.server.listening).toBe(false)
  })
})

describe('a journal that is followed', () => {
  it('shows attempts, and nothing of lines that are none', async () => {
    using folder = folderWith()
    const path = folder.at('j.jsonl')
    const attempt = {
      number: 1,
      target: 'o/m',
      requestedModel: 'm',
      startedAt: '2026-06-12T21:21:00.000Z',
      durationMs: 5,
      outcome: 'served',
      why: 'first choice',
    }
    const line = (entry: unknown): string => `${JSON.stringify({ entry })}\n`
    const odd = [
      {},
      null,
      { ...attempt, durationMs: 1e300 },
      { ...attempt, startedAt: 'soon' },
      { ...attempt, target: 7 },
      { ...attempt, failure: 7 },
    ]
    writeFileSync(path, odd.map((one) => line({ type: 'attempt', attempt: one })).join(''))
    appendFileSync(path, ['null', '7', '"x"', '[]', '{"entry":7}', '{'].map((text) => `${text}\n`).join(''))
    appendFileSync(path, line({ type: 'attempt', attempt }))
    const tail = followJournal(path)
    await tail.read()
    expect(tail.attempts()).toEqual([attempt])
  })
})
