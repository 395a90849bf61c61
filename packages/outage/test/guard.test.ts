import http from 'node:http'
import net from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { guardNetwork } from '../src/index.ts'
import { isLoopback } from '../src/guard/loopback-only.ts'
import { loopbackStage } from '../src/loopback/index.ts'
import { mswStage } from '../src/msw/index.ts'
import { WORLD } from './worlds.ts'

/** An address that is reserved for documentation (RFC 5737): nothing answers there, and nothing must be sent there. */
const ELSEWHERE = 'http://192.0.2.1:81/'
const REFUSED = /nothing leaves this machine/

const why = async (run: () => Promise<unknown>): Promise<string> => {
  const error: unknown = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const texts = []
  for (let one = error; one instanceof Error; one = one.cause) texts.push(one.message)
  return texts.join(' < ')
}

const viaSocket = (): Promise<unknown> =>
  new Promise((resolve, reject) => net.connect(81, '192.0.2.1', () => resolve(null)).on('error', reject))
const viaHttp = (): Promise<unknown> => new Promise((resolve, reject) => http.get(ELSEWHERE, resolve).on('error', reject))
const WAYS = {
  fetch: () => fetch(ELSEWHERE),
  'another dispatcher': () => undiciFetch(ELSEWHERE, { dispatcher: new Agent() }),
  'node:http': viaHttp,
  'node:net': viaSocket,
}

describe('nothing leaves the machine', () => {
  const release: (() => unknown)[] = []
  afterEach(async () => {
    for (const open of release.splice(0)) await open()
  })

  test.each(Object.entries(WAYS))('by %s', async (_name, way) => {
    release.push(guardNetwork())
    expect(await why(way)).toMatch(REFUSED)
  })

  test.each(['loopback', 'msw'] as const)('while a %s stage is open', async (kind) => {
    const stage = kind === 'msw' ? mswStage(WORLD) : await loopbackStage(WORLD)
    release.push(() => stage.close())
    expect(await why(() => fetch(ELSEWHERE))).toMatch(kind === 'msw' ? /nothing leaves this machine|Cannot bypass/ : REFUSED)
    expect(await why(viaSocket)).toMatch(REFUSED)
  })

  test('a vendor path that msw does not know fails loudly, too', async () => {
    const stage = mswStage(WORLD)
    release.push(() => stage.close())
    const response = await fetch('https://api.openai.com/v1/audio/speech', { method: 'POST' })
    expect(response.status).toBe(404)
    expect(await why(() => fetch('https://example.test/'))).toMatch(/Cannot bypass|nothing leaves/)
  })

  test("a test's own server stays reachable", async () => {
    const server = http.createServer((_request, response) => response.end('mine')).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const stage = mswStage(WORLD)
    release.push(
      () => stage.close(),
      () => server.close(),
    )
    const { port } = server.address() as net.AddressInfo
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('mine')
  })

  test('the guard lasts until the last holder lets go, and then leaves nothing behind', async () => {
    const before = net.Socket.prototype.connect
    const [first, second] = [guardNetwork(), guardNetwork()]
    first()
    first()
    expect(await why(viaSocket)).toMatch(REFUSED)
    second()
    expect(net.Socket.prototype.connect).toBe(before)
  })

  test('what counts as this machine', () => {
    for (const host of ['', 'localhost', 'a.localhost', '127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', 'x.invalid'])
      expect(isLoopback(host)).toBe(true)
    for (const host of [
      '127.0.0.1.example.test',
      'localhost.example.test',
      '10.0.0.1',
      'api.openai.com',
      '::2',
      '128.0.0.1',
      '127.evil.test',
    ])
      expect(isLoopback(host)).toBe(false)
  })

  test('production is refused by every stage', async () => {
    const { NODE_ENV } = process.env
    process.env['NODE_ENV'] = 'production'
    try {
      await expect(loopbackStage(WORLD)).rejects.toThrow(/NODE_ENV must be anything but 'production'/)
      expect(() => mswStage(WORLD)).toThrow(/NODE_ENV/)
      expect(await why(() => fetch('http://x.invalid/'))).not.toMatch(REFUSED)
    } finally {
      process.env['NODE_ENV'] = NODE_ENV
    }
  })
})
