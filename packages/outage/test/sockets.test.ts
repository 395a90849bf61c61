import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LoopbackStage, loopbackStage } from '../src/loopback/index.ts'
import { mswStage } from '../src/msw/index.ts'
import { send, VENDORS, WORLD } from './worlds.ts'

/** Innermost code of what `fetch` throws. */
function codeOf(error: unknown): string {
  const { cause, code, message } = error as { cause?: unknown; code?: string; message?: string }
  return cause ? codeOf(cause) : (code ?? message ?? '')
}

const failure = async (run: () => Promise<unknown>): Promise<string> => {
  try {
    await run()
    return 'nothing failed'
  } catch (error) {
    return codeOf(error)
  }
}

describe('what only sockets can do', () => {
  let stage: LoopbackStage
  beforeAll(async () => void (stage = await loopbackStage(WORLD)))
  afterAll(() => stage.close())

  test.each(VENDORS)('addresses at which %s is never reached', async (vendor) => {
    const at = (trouble: 'dns-failure' | 'connection-refused' | 'tls-wrong-version') => ({
      ...stage,
      baseURL: () => stage.baseURL(vendor, trouble),
    })
    expect(await failure(() => send(at('dns-failure'), vendor))).toMatch(/ENOTFOUND|EAI_AGAIN/)
    expect(await failure(() => send(at('connection-refused'), vendor))).toBe('ECONNREFUSED')
    expect(await failure(() => send(at('tls-wrong-version'), vendor))).toMatch(/ERR_SSL|EPROTO/)
  })

  test.each([
    ['content-length-mismatch', /UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH/],
    ['bad-gzip', /Z_DATA_ERROR|Z_BUF_ERROR/],
    ['header-flood', /UND_ERR_HEADERS_OVERFLOW/],
  ] as const)('%s breaks the client', async (fault, code) => {
    const lift = stage.inject('claude-fable-5', fault)
    expect(await failure(async () => (await send(stage, 'anthropic')).text())).toMatch(code)
    lift()
    expect((await send(stage, 'anthropic')).status).toBe(200)
  })

  test('a gzip bomb is small on the wire and large in memory', async () => {
    const lift = stage.inject('claude-fable-5', { name: 'gzip-bomb', bytes: 4_000_000 })
    const text = await (await send(stage, 'anthropic')).text()
    lift()
    expect(text.length).toBeGreaterThan(4_000_000)
  })

  test('a kept-alive connection that is closed all the same', async () => {
    const lift = stage.inject('claude-fable-5', 'hang-up')
    const closed = new Promise<boolean>((resolve, reject) => {
      const sending = request(`${stage.baseURL('anthropic')}/v1/messages`, { method: 'POST' }, (response) => {
        expect(response.headers.connection).toBe('keep-alive')
        response.resume()
        response.socket.once('close', () => resolve(true))
      })
      sending.setHeader('x-api-key', stage.apiKey('anthropic'))
      sending.setHeader('anthropic-version', '2026-10-21')
      sending.on('error', reject)
      sending.end('{"model":"claude-fable-5","max_tokens":9,"messages":[{"role":"user","content":"x"}]}')
    })
    expect(await closed).toBe(true)
    lift()
  })

  test('a fault that this stage cannot play is refused, with the reason', () => {
    expect(() => stage.inject('claude-fable-5', 'dns-failure')).toThrow(
      /inject\.fault must be a fault that this stage can play; dns-failure needs memory/,
    )
    const memory = mswStage(WORLD)
    expect(() => memory.inject('claude-fable-5', 'gzip-bomb')).toThrow(/needs loopback/)
    return memory.close()
  })

  test('a stage that closes ends what it held back', async () => {
    const brief = await loopbackStage(WORLD)
    brief.inject('claude-fable-5', 'hang')
    const waiting = failure(() => send(brief, 'anthropic'))
    await expect.poll(() => brief.asked('claude-fable-5')).toBe(1)
    await brief.close()
    expect(await waiting).toMatch(/UND_ERR_SOCKET|ECONNRESET/)
  })
})
