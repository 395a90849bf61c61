import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { openaiCompatible } from '@understudy/providers'
import { proxyBefore, proxySettings } from '@understudy/providers/transport'
import { attemptContext, systemRuntime } from '@understudy/spec'
import { afterEach, describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { SUBJECTS } from './support/vendors.ts'

const open: { close: () => unknown }[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((one) => one.close()))))

interface Listening {
  readonly port: number
  readonly connections: () => number
}

async function listen(server: ReturnType<typeof createTcpServer> | Server): Promise<Listening> {
  let count = 0
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => (sockets.forEach((socket) => socket.destroy()), new Promise((done) => server.close(done))) })
  return { port: (server.address() as AddressInfo).port, connections: () => count }
}

const chat = (text: string): Record<string, unknown> => ({
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
})

/** A server that gives each connection so many answers, and then does something to it, before a byte of the next. */
function worn(answers: number, body: string, end: (socket: Socket) => void): ReturnType<typeof createTcpServer> {
  return createTcpServer((socket) => {
    let text = ''
    let left = answers
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head === -1 || text.length < head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)) return
      text = ''
      if (left === 0) return end(socket)
      left -= 1
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    })
  })
}

describe.each(SUBJECTS)('a connection of $name', (subject) => {
  const body = JSON.stringify(subject.answer('ok'))

  it.each<[string, (socket: Socket) => void]>([
    ['reset', (socket) => socket.resetAndDestroy()],
    ['closed', (socket) => socket.end()],
  ])('that is %s when it is used again is no failure of the model', async (_how, end) => {
    const { port, connections } = await listen(worn(1, body, end))
    const adapter = subject.create(`http://127.0.0.1:${port}`)
    for (let turn = 0; turn < 3; turn++) {
      const replies = await Promise.all(Array.from({ length: 4 }, () => adapter.invoke(CALL, attemptContext())))
      expect(replies.map(({ text }) => text)).toEqual(['ok', 'ok', 'ok', 'ok'])
    }
    expect(connections()).toBeGreaterThan(8)
    await adapter.close?.()
  })

  it('that is reset at its first request is one, and is not asked again', async () => {
    const { port, connections } = await listen(worn(0, body, (socket) => socket.resetAndDestroy()))
    const adapter = subject.create(`http://127.0.0.1:${port}`)
    expect((await failureOf(adapter)).kind).toMatch(/provider-error|unreachable/)
    expect(connections()).toBe(1)
    await adapter.close?.()
  })

  it('that is reset within an answer is one', async () => {
    const half = (socket: Socket): void => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{')
      setTimeout(() => socket.resetAndDestroy(), 5)
    }
    const { port, connections } = await listen(worn(1, body, half))
    const adapter = subject.create(`http://127.0.0.1:${port}`)
    // The second call of an origin gets a connection of its own; the third is the first that comes upon a used one.
    await adapter.invoke(CALL, attemptContext())
    await adapter.invoke(CALL, attemptContext())
    expect((await failureOf(adapter)).kind).toBe('provider-error')
    expect(connections()).toBe(2)
    await adapter.close?.()
  })
})

describe('a second try on a fresh connection', () => {
  it('is made once, and not past a policy that has changed', async () => {
    let left = 1
    const server = worn(1, JSON.stringify(chat('ok')), (socket) => socket.resetAndDestroy())
    const { port, connections } = await listen(server)
    const adapter = openaiCompatible({ model: 'm', baseURL: `http://127.0.0.1:${port}` })
    await adapter.invoke(CALL, attemptContext())
    await adapter.invoke(CALL, attemptContext())
    const beforeSend = (): void => {
      if (left-- === 0) throw new Error('The policy has changed.')
    }
    await expect(adapter.invoke(CALL, { ...attemptContext(), beforeSend })).rejects.toThrow('The policy has changed.')
    expect(connections()).toBe(2)
    await adapter.close?.()
  })
})

interface ProxySeen {
  readonly port: number
  readonly asked: string[]
}

/** A proxy of its own, for tunnels and for plain requests; both end at the vendor's port. */
async function proxyTo(port: number, status = 200): Promise<ProxySeen> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    if (status !== 200) return void response.writeHead(status).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(chat('through the proxy')))
  })
  server.on('connect', (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`)
    socket.on('error', () => {})
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  })
  const { port: own } = await listen(server)
  return { port: own, asked }
}

const context = (env: Record<string, string>) => attemptContext({ runtime: { ...systemRuntime, env: (name) => env[name] } })

describe('a proxy of the environment', () => {
  const adapterFor = (baseURL: string) => {
    const adapter = openaiCompatible({ model: 'm', baseURL, allowInsecureHttp: ['vendor.example'] })
    open.push({ close: () => adapter.close?.() })
    return adapter
  }

  it('carries the calls, with its user name and password', async () => {
    const proxy = await proxyTo(1)
    const env = { HTTP_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}` }
    const reply = await adapterFor('http://vendor.example/v1').invoke(CALL, context(env))
    expect(reply.text).toBe('through the proxy')
    const credentials = Buffer.from('user:p@ss').toString('base64')
    expect(proxy.asked).toEqual([`POST http://vendor.example/v1/chat/completions Basic ${credentials}`])
  })

  it.each([
    ['ALL_PROXY', 'https://vendor.example/v1'],
    ['all_proxy', 'https://vendor.example/v1'],
    ['https_proxy', 'https://vendor.example/v1'],
    ['HTTPS_PROXY', 'https://vendor.example/v1'],
    ['ALL_PROXY', 'http://vendor.example/v1'],
  ])('is read from %s for %s', async (variable, address) => {
    const proxy = await proxyTo(1, 403)
    await failureOf(adapterFor(address), CALL, context({ [variable]: `127.0.0.1:${proxy.port}` }))
    expect(proxy.asked).toHaveLength(1)
    expect(proxy.asked[0]).toContain('vendor.example')
  })

  it.each([403, 502])('that refuses with %i is named, without its password', async (status) => {
    const proxy = await proxyTo(1, status)
    const env = { HTTPS_PROXY: `http://user:geheim@127.0.0.1:${proxy.port}` }
    const failure = await failureOf(adapterFor('https://vendor.example/v1'), CALL, context(env))
    expect(failure.kind).toBe('unreachable')
    expect(failure.message).toContain(
      `The proxy 127.0.0.1:${proxy.port} (from HTTPS_PROXY) refused the connection with status ${status}.`,
    )
    expect(`${failure.message}${JSON.stringify(failure)}`).not.toMatch(/geheim|user:/)
  })

  it('that wants a password says so', async () => {
    const proxy = await proxyTo(1, 407)
    const env = { ALL_PROXY: `http://127.0.0.1:${proxy.port}` }
    for (const address of ['https://vendor.example/v1', 'http://vendor.example/v1'])
      expect((await failureOf(adapterFor(address), CALL, context(env))).message).toContain('put them into ALL_PROXY')
  })

  it('that is not there is named', async () => {
    const failure = await failureOf(adapterFor('https://vendor.example/v1'), CALL, context({ HTTPS_PROXY: 'http://127.0.0.1:1' }))
    expect(failure.message).toContain('The proxy 127.0.0.1:1 (from HTTPS_PROXY) cannot be reached (ECONNREFUSED).')
  })

  it.each(['ftp://proxy.example', 'http://', 'http://a b'])('that is no address is never walked around: %s', async (value) => {
    const failure = await failureOf(adapterFor('https://vendor.example/v1'), CALL, context({ HTTPS_PROXY: value }))
    expect(failure).toMatchObject({ kind: 'unreachable' })
    expect(failure.message).toContain('HTTPS_PROXY is no address of a proxy')
  })

  it('is not in the way of this machine, nor of NO_PROXY', async () => {
    const vendor = await listen(
      createServer((_request, response) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(chat('straight'))),
      ),
    )
    const proxy = await proxyTo(1, 403)
    const env = { ALL_PROXY: `http://127.0.0.1:${proxy.port}` }
    expect((await adapterFor(`http://127.0.0.1:${vendor.port}`).invoke(CALL, context(env))).text).toBe('straight')
    expect((await adapterFor(`http://localhost:${vendor.port}`).invoke(CALL, context(env))).text).toBe('straight')
    const straight = { ...env, NO_PROXY: 'other.example, vendor.example' }
    const failure = await failureOf(adapterFor('http://vendor.example:1'), CALL, context(straight))
    expect(failure.message).not.toContain('proxy 127.0.0.1')
    expect(proxy.asked).toEqual([])
  })

  it('is told with what is in force, and without its password', () => {
    const settings = proxySettings((name) => ({ https_proxy: 'http://u:geheim@p.example:3128', ALL_PROXY: 'q.example' })[name])
    expect(settings.https).toMatchObject({ variable: 'https_proxy', host: 'p.example:3128' })
    expect(settings.http).toMatchObject({ variable: 'ALL_PROXY', host: 'q.example' })
    expect(proxyBefore('https://api.openai.com/v1', settings)?.variable).toBe('https_proxy')
    expect(proxyBefore('http://[::1]:8080', settings)).toBeUndefined()
    expect(proxySettings(() => undefined)).toEqual({ https: undefined, http: undefined, noProxy: '' })
  })
})
