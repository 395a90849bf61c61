import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { createApiClient, nextPage } from '../../src/ci/api/client.ts'
import { nextTry, type Tried } from '../../src/ci/api/retry.ts'

const NOW = Date.UTC(2026, 5, 12, 17, 21)

function tried(status: number | null, more: Partial<Tried> = {}, headers: Readonly<Record<string, string>> = {}): Tried {
  return {
    status,
    header: (name) => headers[name] ?? null,
    speaksOfRateLimit: false,
    tries: 1,
    repeatable: true,
    wallTime: NOW,
    ...more,
  }
}

describe('when an API is asked again', () => {
  it.each([
    ['a limit that names its time', tried(429, {}, { 'retry-after': '7' }), 7000],
    ['a limit as 403', tried(403, {}, { 'retry-after': '2' }), 2000],
    ['a spent hour', tried(403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 90) }), 90_000],
    ['an hour that is over', tried(403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 5) }), 0],
    ['a secondary limit without a time', tried(403, { speaksOfRateLimit: true }), 60_000],
    ['a limit, also for what must not be done twice', tried(429, { repeatable: false }), 60_000],
    ['trouble', tried(502), 1000],
    ['trouble for the third time', tried(500, { tries: 3 }), 4000],
    ['silence', tried(null), 1000],
  ])('after %s', (_, given, wait) => expect(nextTry(given)).toBe(wait))

  it.each([
    ['a refusal', tried(403)],
    ['what is not there', tried(404)],
    ['trouble in what must not be done twice', tried(500, { repeatable: false })],
    ['four tries', tried(503, { tries: 4 })],
    ['four tries under a limit', tried(429, { tries: 4 }, { 'retry-after': '1' })],
    ['a time that is no number of seconds, but in a refusal', tried(403, {}, { 'retry-after': 'soon' })],
  ])('never after %s', (_, given) => expect(nextTry(given)).toBeNull())
})

type Reply = Response | Error

/** A client whose host answers with these, in order, on virtual time. */
function client(replies: readonly Reply[], options: { readonly waitBudgetMs?: number } = {}) {
  const asked: { readonly url: unknown; readonly init: RequestInit }[] = []
  const queue = [...replies]
  const runtime = virtualRuntime({
    startsAt: NOW,
    fetch: (url, init = {}) => {
      asked.push({ url, init })
      const next = queue.shift() ?? new Error('nothing left')
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
    },
  })
  const headers = { authorization: 'Bearer ghs_secret' }
  return { asked, runtime, api: createApiClient({ baseUrl: 'https://api.example.test/', headers, runtime, ...options }) }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers })

describe('the API client', () => {
  it('asks again after trouble and limits, and waits as long as it was told', async () => {
    const { api, runtime, asked } = client([
      json(502, {}),
      new Error('reset'),
      json(429, {}, { 'retry-after': '5' }),
      json(200, { id: 1 }),
    ])
    const reply = await runtime.until(api.send({ method: 'GET', path: '/x' }))
    expect(reply).toEqual({ ok: true, status: 200, body: { id: 1 }, next: null })
    expect(asked.map(({ url }) => url)).toEqual(Array.from({ length: 4 }, () => 'https://api.example.test/x'))
    expect(runtime.now()).toBe(1000 + 2000 + 5000)
  })

  it('waits no longer in all than its budget, over all its requests', async () => {
    const limited = (): Response => json(429, { message: 'API rate limit exceeded' }, { 'retry-after': '6' })
    const { api, runtime, asked } = client([limited(), json(200, {}), limited(), limited()], { waitBudgetMs: 10_000 })
    expect((await runtime.until(api.send({ method: 'GET', path: '/a' }))).ok).toBe(true)
    const second = await runtime.until(api.send({ method: 'GET', path: '/b' }))
    expect(second).toMatchObject({ ok: false, status: 429, message: 'API rate limit exceeded' })
    expect([asked.length, runtime.now()]).toEqual([3, 6000])
  })

  it('sends a body as JSON, and lets no redirect carry the token away', async () => {
    const { api, runtime, asked } = client([json(302, {}, { location: 'https://evil.example.test' })])
    const reply = await runtime.until(api.send({ method: 'POST', path: '/x', body: { a: 1 } }))
    expect(reply).toMatchObject({ ok: false, status: 302 })
    expect(asked[0]?.init).toMatchObject({ redirect: 'manual', body: '{"a":1}', headers: { 'content-type': 'application/json' } })
  })

  it('says what was asked and answered, and neither the token nor the query', async () => {
    const { api, runtime } = client([json(403, { message: 'No.\n::error::x Bearer ghs_1234567890abcdefghij' })])
    const reply = await runtime.until(api.send({ method: 'GET', path: '/x?secret=1' }))
    expect(reply).toMatchObject({ sentence: 'GET /x was answered with 403: No. ::error::x <redacted>.' })
  })

  it('takes something else than JSON for a failure', async () => {
    const { api, runtime } = client([new Response('<html>', { status: 200 })])
    expect(await runtime.until(api.send({ method: 'GET', path: '/x' }))).toMatchObject({ ok: false, status: 200 })
  })

  it('ends a try that gets no answer', async () => {
    const runtime = virtualRuntime({
      fetch: (_, init) =>
        new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    })
    const api = createApiClient({ baseUrl: 'https://api.example.test', headers: {}, runtime, timeoutMs: 1000 })
    const reply = await runtime.until(api.send({ method: 'POST', path: '/x', body: {} }))
    expect([reply, runtime.now()]).toMatchObject([{ ok: false, status: null, sentence: 'POST /x got no answer.' }, 1000])
  })

  it.each([
    ['<https://a.test/r?page=2>; rel="next", <https://a.test/r?page=9>; rel="last"', '/r?page=2'],
    ['<https://a.test/r?page=1>; rel="prev"', null],
    ['<https://evil.test/r?page=2>; rel="next"', null],
    ['<https://a.test.evil.test/r>; rel="next"', null],
    [null, null],
  ])('finds the next page in %j', (link, next) => expect(nextPage(link, 'https://a.test')).toBe(next))
})
