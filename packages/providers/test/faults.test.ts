import { attemptContext, type AttemptLimits, type FailureKind, type ModelAdapter } from '@understudy/spec'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classifyNetwork, errorCode } from '../src/classify/index.ts'
import { CALL, failureOf } from './support/calls.ts'
import { json, type Play, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

const hang: Play = () => {}
const head =
  (headers: Record<string, string>, rest: string | Buffer = ''): Play =>
  (response) => {
    response.writeHead(200, headers)
    response.write(rest || ' ')
  }
const JSON_TYPE = { 'content-type': 'application/json' }
const bomb = gzipSync(Buffer.alloc(4_000_000, 'x'))

/** What the wire does, what it is called, and how the first words of its sentence go on. */
const FAULTS: readonly {
  name: string
  play: Play
  kind: FailureKind
  says: RegExp
  limits?: Partial<AttemptLimits>
  deadlineMs?: number
}[] = [
  { name: 'no headers', play: hang, kind: 'timeout', says: /No answer began within 0\.05 s/, limits: { firstByteMs: 50 } },
  { name: 'no headers before the deadline', play: hang, kind: 'timeout', says: /The attempt had \d/, deadlineMs: 50 },
  {
    name: 'a body that stands still',
    play: head(JSON_TYPE, '{"id"'),
    kind: 'timeout',
    says: /stood still for 0\.05 s/,
    limits: { idleMs: 50 },
  },
  {
    name: 'a body that drips past the deadline',
    play: (response) => {
      response.writeHead(200, JSON_TYPE)
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
    },
    kind: 'timeout',
    says: /The attempt had \d/,
    deadlineMs: 120,
  },
  {
    name: 'a connection closed before the answer',
    play: (response) => response.socket?.destroy(),
    kind: 'provider-error',
    says: /UND_ERR_SOCKET|ECONNRESET/,
  },
  {
    name: 'a reset before the answer',
    play: (response) => response.socket?.resetAndDestroy(),
    kind: 'provider-error',
    says: /ECONNRESET|UND_ERR_SOCKET/,
  },
  {
    name: 'a reset in the body',
    play: (response) => {
      response.writeHead(200, JSON_TYPE)
      response.write('{"id"', () => response.socket?.resetAndDestroy())
    },
    kind: 'provider-error',
    says: /ECONNRESET|UND_ERR_SOCKET/,
  },
  {
    name: 'a body shorter than announced',
    play: (response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' })
      response.write('{"id"', () => response.socket?.end())
    },
    kind: 'provider-error',
    says: /UND_ERR|ECONNRESET/,
  },
  {
    name: 'a redirect',
    play: (response) => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    kind: 'unreachable',
    says: /redirects are not followed/,
  },
  {
    name: 'too many bytes',
    play: head(JSON_TYPE, 'x'.repeat(5_000)),
    kind: 'provider-error',
    says: /larger than 4096 bytes/,
    limits: { maxBytes: 4_096 },
  },
  {
    name: 'a small body that unpacks to a large one',
    play: (response) => void response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb),
    kind: 'provider-error',
    says: /unpacks to more than/,
    limits: { maxBytes: 1_000_000 },
  },
  {
    name: 'damaged gzip',
    play: (response) => void response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end('not gzip'),
    kind: 'provider-error',
    says: /damaged/,
  },
  {
    name: 'a strange compression',
    play: (response) => void response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'lzma' }).end('x'),
    kind: 'provider-error',
    says: /not understood/,
  },
  {
    name: 'invalid UTF-8',
    play: (response) => void response.writeHead(200, JSON_TYPE).end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    kind: 'provider-error',
    says: /not valid UTF-8/,
  },
  {
    name: 'a flood of headers',
    play: (response) => void response.writeHead(200, { ...JSON_TYPE, 'x-flood': 'x'.repeat(40_000) }).end('{}'),
    kind: 'provider-error',
    says: /UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW/,
  },
]

describe.each(SUBJECTS)('$name survives', (subject) => {
  let adapter: ModelAdapter
  beforeAll(() => void (adapter = subject.create(stand.origin)))
  afterAll(() => adapter.close?.())

  it.each(FAULTS)('$name', async ({ play, kind, says, limits, deadlineMs }) => {
    stand.play = play
    const context = attemptContext({ ...(limits && { limits }), ...(deadlineMs && { deadlineMs }) })
    const started = performance.now()
    const failure = await failureOf(adapter, CALL, context)
    expect({ kind: failure.kind, sentence: failure.message }).toEqual({ kind, sentence: expect.stringMatching(says) as string })
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  it.each<[string, (response: Parameters<Play>[0]) => void]>([
    ['breaks off', (response) => setTimeout(() => response.socket?.resetAndDestroy(), 10)],
    ['stands still', () => {}],
    ['is too large', (response) => response.write('x'.repeat(9_000))],
  ])('a bad status whose body %s: the status counts', async (_what, goOn) => {
    stand.play = (response) => {
      response.writeHead(429, { ...JSON_TYPE, 'retry-after': '9' })
      response.write('{"error":{"mess')
      goOn(response)
    }
    const { verdict } = await failureOf(adapter, CALL, attemptContext({ limits: { idleMs: 60, maxBytes: 8_000 } }))
    expect(verdict).toMatchObject({ kind: 'rate-limited', retryAfterMs: 9_000, evidence: { status: 429 } })
  })

  it('a compressed answer that is sound', async () => {
    stand.play = (response) =>
      void response
        .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
        .end(gzipSync(JSON.stringify(subject.answer('fine'))))
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('fine')
  })

  it.each(['unary', 'stream'])('a caller who gives up before a %s call: nothing is sent', async (form) => {
    stand.play = json(subject.answer('fine'))
    stand.seen.length = 0
    const failure = await failureOf(
      adapter,
      { ...CALL, stream: form === 'stream' },
      attemptContext({ signal: AbortSignal.abort() }),
    )
    expect({ kind: failure.kind, seen: stand.seen.length }).toEqual({ kind: 'cancelled', seen: 0 })
  })

  it.each<[string, Play]>([
    ['before headers', hang],
    ['in the body', head(JSON_TYPE, '{"id":')],
  ])('a caller who gives up %s', async (_when, play) => {
    const controller = new AbortController()
    stand.play = (response, request) => {
      play(response, request)
      setTimeout(() => controller.abort(), 20)
    }
    const failure = await failureOf(adapter, CALL, attemptContext({ signal: controller.signal }))
    expect({ kind: failure.kind, scope: failure.verdict.scope }).toEqual({ kind: 'cancelled', scope: 'none' })
  })

  it('a caller whose own timeout strikes', async () => {
    stand.play = hang
    expect((await failureOf(adapter, CALL, attemptContext({ signal: AbortSignal.timeout(30) }))).kind).toBe('timeout')
  })
})

describe.each(SUBJECTS)('$name finds no connection', (subject) => {
  it('on a closed port', async () => {
    const closed = createTcpServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const failure = await failureOf(subject.create(`http://127.0.0.1:${port}`))
    expect(failure).toMatchObject({ kind: 'unreachable', verdict: { scope: 'endpoint', evidence: { code: 'ECONNREFUSED' } } })
  })

  it('under an unknown name', async () => {
    const failure = await failureOf(subject.create('http://understudy-test.localhost.invalid', { allowInsecureHttp: true }))
    expect(failure).toMatchObject({
      kind: 'unreachable',
      verdict: { evidence: { code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string } },
    })
  })

  it('where TLS is expected and not spoken', async () => {
    const failure = await failureOf(subject.create(stand.origin.replace('http:', 'https:')))
    expect(failure.kind).toBe('unreachable')
    expect(failure.message).toMatch(/secure connection cannot be trusted \((?:ERR_SSL|EPROTO)/)
  })
})

describe('a system’s code', () => {
  it.each([
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable'],
    ['ECONNRESET', 'provider-error'],
    ['UND_ERR_SOCKET', 'provider-error'],
    ['EPIPE', 'provider-error'],
    ['UND_ERR_HEADERS_OVERFLOW', 'provider-error'],
  ])('%s means %s', (code, kind) => expect(classifyNetwork(code).kind).toBe(kind))

  it('that is missing leaves the question whether an answer had begun', () => {
    expect(classifyNetwork(undefined).kind).toBe('unreachable')
    expect(classifyNetwork(undefined, true).kind).toBe('provider-error')
  })

  it('is found behind any chain of causes, and in lists of attempts', () => {
    const inner = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    expect(errorCode(new Error('a', { cause: new TypeError('fetch failed', { cause: inner }) }))).toBe('ECONNREFUSED')
    expect(errorCode(new AggregateError([inner, inner]))).toBe('ECONNREFUSED')
    const circle: Error & { cause?: unknown } = new Error('a')
    circle.cause = circle
    expect(errorCode(circle)).toBeUndefined()
  })
})
