import { attemptContext, ATTEMPT_LIMITS } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { createTransport } from '@understudy/providers/transport'
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isPlatformFetch } from '../src/transport/platform-fetch.ts'
import { Watchdog } from '../src/transport/watchdog.ts'
import { CALL, failureOf } from './support/calls.ts'
import { json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

const never: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))

describe('time runs on the runtime’s clock', () => {
  it.each(SUBJECTS)('for $name', async (subject) => {
    const runtime = virtualRuntime({ fetch: never })
    const adapter = subject.create(stand.origin)
    stand.play = json(subject.answer('loads the SDK'))
    await adapter.invoke(CALL, attemptContext())
    const failing = failureOf(adapter, CALL, attemptContext({ runtime }))
    await runtime.advance(ATTEMPT_LIMITS.firstByteMs - 1)
    expect(runtime.pending()).toHaveLength(1)
    const failure = await runtime.until(failing)
    expect(failure.kind).toBe('timeout')
    expect(runtime.now()).toBe(ATTEMPT_LIMITS.firstByteMs)
    expect(runtime.pending()).toEqual([])
    await adapter.close?.()
  })
})

describe('the transport', () => {
  const run = async (
    send: (fetch: typeof globalThis.fetch) => Promise<unknown>,
    own?: typeof globalThis.fetch,
  ): Promise<unknown> => {
    const transport = createTransport({ baseURL: stand.origin, ...(own && { fetch: own }) })
    const exchange = transport.open(attemptContext())
    try {
      return await transport.run(exchange, () => send(transport.fetch))
    } finally {
      exchange.close()
      await transport.close()
    }
  }

  it.each(['http://localhost:1', 'https://127.0.0.1', 'http://169.254.169.254'])('goes nowhere else: %s', async (elsewhere) => {
    await expect(run((fetch) => fetch(`${elsewhere}/v1/x`))).rejects.toMatchObject({ code: 'foreign-host' })
  })

  it('serves nobody outside its adapter’s calls', async () => {
    await expect(createTransport({ baseURL: stand.origin }).fetch(stand.origin)).rejects.toThrow(/one adapter only/)
  })

  it('sends text only', async () => {
    await expect(run((fetch) => fetch(stand.origin, { method: 'POST', body: new Uint8Array(3) }))).rejects.toThrow(/text bodies/)
  })

  it('puts the same guards around a fetch of one’s own', async () => {
    const asked: RequestInit[] = []
    const own: typeof fetch = async (_input, init) => {
      asked.push(init ?? {})
      return new Response(null, { status: 302, headers: { location: 'http://localhost:1' } })
    }
    await expect(run((fetch) => fetch(`${stand.origin}/x`, { method: 'POST', body: '{}' }), own)).rejects.toMatchObject({
      code: 'redirect',
    })
    expect(asked[0]).toMatchObject({ redirect: 'manual', headers: { 'accept-encoding': 'identity' } })
    const huge: typeof fetch = async () => Response.json('x'.repeat(ATTEMPT_LIMITS.maxBytes))
    await expect(run((fetch) => fetch(`${stand.origin}/x`), huge)).rejects.toMatchObject({ code: 'too-large' })
    const rejecting: typeof fetch = () =>
      Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }))
    await expect(run((fetch) => fetch(`${stand.origin}/x`), rejecting)).rejects.toMatchObject({ code: 'network' })
    const throwing: typeof fetch = () => {
      throw new Error('broken fetch')
    }
    await expect(run((fetch) => fetch(`${stand.origin}/x`), throwing)).rejects.toMatchObject({ code: 'network' })
  })
})

describe('a global fetch that somebody replaced', () => {
  const original = globalThis.fetch
  afterEach(() => void (globalThis.fetch = original))

  it('is told from Node’s own', () => {
    expect(isPlatformFetch()).toBe(true)
    globalThis.fetch = async () => new Response()
    expect(isPlatformFetch()).toBe(false)
    globalThis.fetch = original
    expect(isPlatformFetch()).toBe(true)
  })

  it('counts as replaced when its dispatcher is a proxy or a mock', () => {
    const before = getGlobalDispatcher()
    setGlobalDispatcher(new MockAgent())
    expect(isPlatformFetch()).toBe(false)
    setGlobalDispatcher(before)
    expect(isPlatformFetch()).toBe(true)
  })

  it.each(SUBJECTS)('is not walked around by $name', async (subject) => {
    const asked: string[] = []
    globalThis.fetch = async (input) => {
      asked.push(input as string)
      return Response.json(subject.answer('simulated'))
    }
    const reply = await subject.create('https://vendor.invalid').invoke(CALL, attemptContext())
    expect(reply.text).toBe('simulated')
    expect(asked).toHaveLength(1)
  })
})

describe('after a call', () => {
  it.each(SUBJECTS)('$name leaves no timer, no listener and no unused connection', async (subject) => {
    const adapter = subject.create(stand.origin)
    const controller = new AbortController()
    const counted = { added: 0, removed: 0 }
    const { signal } = controller
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
    signal.addEventListener = (...args: Parameters<typeof add>) => (counted.added++, add(...args))
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (counted.removed++, remove(...args))
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

    stand.play = json(subject.answer('ok'))
    await adapter.invoke(CALL, attemptContext({ signal }))
    const before = timers()
    for (let call = 0; call < 5; call++) await adapter.invoke(CALL, attemptContext({ signal }))
    stand.play = json({ error: { message: 'no' } }, 500)
    for (let call = 0; call < 5; call++) await adapter.invoke(CALL, attemptContext({ signal })).catch(() => {})
    expect(timers()).toBeLessThanOrEqual(before)
    expect(counted.added).toBe(11)
    expect(counted.removed).toBe(11)
    await adapter.close?.()
    await expect.poll(() => stand.connections.open).toBe(0)
    // A closed adapter opens again when it is asked.
    stand.play = json(subject.answer('again'))
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('again')
    await adapter.close?.()
  })

  it.each(SUBJECTS)('$name stops the request that it gave up', async (subject) => {
    const adapter = subject.create(stand.origin)
    stand.play = () => {}
    await failureOf(adapter, CALL, attemptContext({ limits: { firstByteMs: 30 } }))
    await expect.poll(() => stand.connections.open).toBe(0)
  })
})

describe('the watchdog', () => {
  it('arms few timers for many moves, and strikes at the last limit', async () => {
    const runtime = virtualRuntime()
    let armed = 0
    let struckAt = -1
    const counting = { ...runtime, after: (ms: number, callback: () => void) => (armed++, runtime.after(ms, callback)) }
    const watchdog = new Watchdog(counting, () => void (struckAt = runtime.now()))
    for (let chunk = 0; chunk < 10_000; chunk++) watchdog.expireAt(1_000 + chunk)
    await runtime.advance(50_000)
    expect({ armed, struckAt }).toEqual({ armed: 2, struckAt: 10_999 })
  })

  it('moves forward too, and never strikes once stopped', async () => {
    const runtime = virtualRuntime()
    let struckAt = -1
    const watchdog = new Watchdog(runtime, () => void (struckAt = runtime.now()))
    watchdog.expireAt(1_000)
    watchdog.expireAt(10)
    await runtime.advance(20)
    expect(struckAt).toBe(10)
    watchdog.expireAt(100)
    watchdog.stop()
    await runtime.advance(10_000)
    expect(struckAt).toBe(10)
  })
})
