import { defineProvider, dig } from '@understudy/providers/adapter'
import { attemptContext, type ModelAdapter, systemRuntime } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { events, json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

describe.each(SUBJECTS)('a key of $name that is asked for anew', (subject) => {
  const key = (nth: number): string => `token-number-${nth}-KANARIENVOGEL`
  let asked = 0
  const apiKey = async (): Promise<string> => key((asked += 1))

  it('is sent with each request, and shows nowhere else', async () => {
    const adapter = subject.create(stand.origin, { apiKey })
    asked = 0
    stand.seen.length = 0
    stand.play = json(subject.answer('ok'))
    await adapter.invoke(CALL, attemptContext())
    stand.play = events(subject.frames('ok'))
    await adapter.invoke({ ...CALL, stream: true }, attemptContext())
    expect(stand.seen.map(({ headers }) => JSON.stringify(headers))).toEqual([
      expect.stringContaining(key(1)),
      expect.stringContaining(key(2)),
    ])
    expect(JSON.stringify(stand.seen)).not.toContain('fresh-')
    stand.play = json({ error: { message: `Invalid key ${key(3)}` } }, 401)
    const failure = await failureOf(adapter)
    expect(failure.kind).toBe('auth')
    expect(inspect(failure, { depth: 9 }) + inspect(adapter, { depth: 9, showHidden: true })).not.toContain('KANARIENVOGEL')
    await adapter.close?.()
  })

  it.each<[string, () => unknown, RegExp]>([
    ['fails', () => Promise.reject(new TypeError('KANARIENVOGEL')), /apiKey failed \(TypeError\)/],
    [
      'throws',
      () => {
        throw new Error('KANARIENVOGEL')
      },
      /apiKey failed \(Error\)/,
    ],
    ['gives nothing', () => undefined, /no line of printable characters/],
    ['gives an empty text', () => '', /no line of printable characters/],
    ['gives two lines', () => 'a\nx-other: KANARIENVOGEL', /no line of printable characters/],
  ])('and %s is a failure before anything is sent', async (_what, give, says) => {
    stand.seen.length = 0
    const adapter = subject.create(stand.origin, { apiKey: give as () => string })
    const failure = await failureOf(adapter)
    expect(failure.kind).toBe('auth')
    expect(failure.message).toMatch(says)
    expect(inspect(failure, { depth: 3 }).split('cause')[0]).not.toContain('KANARIENVOGEL')
    expect(stand.seen).toEqual([])
    await adapter.close?.()
  })

  it('is not waited for longer than an answer would be', async () => {
    const runtime = virtualRuntime({ fetch: systemRuntime.fetch })
    let hangs = false
    const adapter = subject.create(stand.origin, { apiKey: () => (hangs ? new Promise<string>(() => {}) : 'token-1') })
    stand.play = json(subject.answer('loads the SDK'))
    await adapter.invoke(CALL, attemptContext())
    hangs = true
    const failing = failureOf(adapter, CALL, attemptContext({ runtime }))
    expect((await runtime.until(failing)).kind).toBe('timeout')
    const controller = new AbortController()
    const cancelled = failureOf(adapter, CALL, attemptContext({ signal: controller.signal }))
    setImmediate(() => controller.abort())
    expect((await cancelled).kind).toBe('cancelled')
    await adapter.close?.()
  })
})

it('a header may be asked for anew, too, and two targets with functions are one account', async () => {
  const subject = SUBJECTS.find(({ name }) => name === 'openai')
  const make = (headers: object): ModelAdapter => subject?.create(stand.origin, { headers } as object) as ModelAdapter
  let nth = 0
  const adapter = make({ 'x-gateway-token': () => `gateway-${(nth += 1)}`, 'x-team': 'review' })
  stand.seen.length = 0
  stand.play = json(subject?.answer('ok'))
  await adapter.invoke(CALL, attemptContext())
  await adapter.invoke(CALL, attemptContext())
  expect(stand.seen.map(({ headers }) => [headers['x-gateway-token'], headers['x-team']])).toEqual([
    ['gateway-1', 'review'],
    ['gateway-2', 'review'],
  ])
  const other = make({ 'x-gateway-token': () => 'x', 'x-team': 'review' })
  expect(other.channel.credential).toBe(adapter.channel.credential)
  expect(make({ 'x-gateway-token': () => 'x' }).channel.credential).not.toBe(adapter.channel.credential)
  await adapter.close?.()
})

describe('the fetch of a provider of one’s own', () => {
  const facts = { vendor: 'house', title: 'House', keyNames: [], keyOptional: true, baseURL: 'https://house.example' }
  const provider = (ask: (fetch: typeof globalThis.fetch, url: string) => Promise<unknown>) =>
    defineProvider(facts, ({ baseURL }) => ({
      createClient: async (fetch) => fetch,
      request: () => ({ body: null, adjustments: [] }),
      ask: (fetch) => ask(fetch, `${baseURL}/ask`),
      read: (raw) => ({
        text: String(dig(raw, 'text')),
        stop: { unified: 'finished', raw: 'stop' },
        servedModel: undefined,
        usage: { inputTotal: 0, inputCached: 0, outputVisible: 0, reasoning: 0 },
      }),
    }))({ model: 'm', baseURL: stand.origin })

  it('takes a request and gives a response, as any fetch', async () => {
    const seen: unknown[] = []
    stand.seen.length = 0
    stand.play = json({ text: 'ok' }, 200, { 'x-extra': 'yes' })
    const adapter = provider(async (fetch, url) => {
      const response = await fetch(
        new Request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: new TextEncoder().encode('{"a":1}'),
        }),
      )
      const copy = response.clone()
      seen.push(
        response instanceof Response,
        response.ok,
        response.headers.get('x-extra'),
        response.url,
        response.body instanceof ReadableStream,
      )
      seen.push(await copy.text())
      return response.json()
    })
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('ok')
    expect(seen).toEqual([true, true, 'yes', `${stand.origin}/ask`, true, '{"text":"ok"}'])
    expect(stand.seen[0]).toMatchObject({ method: 'POST', body: { a: 1 } })
    await adapter.close?.()
  })

  it('obeys a signal, and judges a status as for everybody', async () => {
    stand.play = () => {}
    const adapter = provider(async (fetch, url) => {
      const controller = new AbortController()
      setImmediate(() => controller.abort(new Error('left')))
      const reason: unknown = await fetch(url, { signal: controller.signal }).catch((error: unknown) => error)
      return { text: (reason as Error).message }
    })
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('left')
    stand.play = json({ error: { message: 'Overloaded' } }, 529)
    const failing = provider(async (fetch, url) => (await fetch(url)).json())
    expect((await failureOf(failing)).kind).toBe('overloaded')
    await Promise.all([adapter.close?.(), failing.close?.()])
  })
})
