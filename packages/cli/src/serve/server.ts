import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** What the server asks of whoever runs it. */
export interface ServeHost {
  /** @param blank without any data, for somebody who may not read it yet */
  page(blank: boolean): string
  /** The changing parts, as JSON. */
  parts(): string
  /** Does what an operator wants, and says what came of it. */
  act(wish: OperatorWish): string
}

const wishSchema = z.strictObject({
  action: z.enum(['withdraw', 'reinstate']),
  target: z.string().min(1).max(500),
  reason: z.string().max(1000),
})

export type OperatorWish = z.output<typeof wishSchema>

export interface ServeOptions {
  readonly token: string
  /** Names under which the page may be asked for; any other is a page of somebody else's that points here. */
  readonly hosts: readonly string[]
  /** Ask for the token to read as well. For other addresses than loopback. @default false */
  readonly private?: boolean
}

const LONGEST_WISH = 10_000
/** Open pages that are kept up to date at once. */
const MOST_READERS = 64
/** What waits for a reader that does not read, in bytes, before it is let go of. */
const MOST_WAITING = 1024 * 1024

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
}

export interface LiveServer {
  readonly server: Server
  /** Sends the parts to every open page. */
  publish(): void
  close(): Promise<void>
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(text)
}

const say = (response: ServerResponse, status: number, sentence: string): void =>
  answer(response, status, 'application/json', JSON.stringify({ sentence }))

/** Whether a request carries the token; in constant time, so that it cannot be guessed letter by letter. */
function carries(token: string, request: IncomingMessage): boolean {
  const given = Buffer.from(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function readWish(request: IncomingMessage): Promise<OperatorWish | null> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > LONGEST_WISH) return null
  }
  try {
    return wishSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function takeWish(request: IncomingMessage, response: ServerResponse, host: ServeHost): Promise<void> {
  const wish = await readWish(request)
  if (!wish) return say(response, 400, 'That is no wish: action, target and reason are needed.')
  try {
    say(response, 200, host.act(wish))
  } catch (error) {
    say(response, 400, (error as Error).message)
  }
}

/** The page, its updates and the operator's door, over HTTP. Starts listening when the caller says where. */
export function liveServer(host: ServeHost, options: ServeOptions): LiveServer {
  const open = new Set<ServerResponse>()
  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    // Another site's page can make a browser send requests here under a name of its own.
    // Where the token is needed to read, such a page gets nothing, and the names of this machine are not ours to know.
    if (!options.private && !options.hosts.includes(request.headers.host ?? ''))
      return say(response, 421, 'This address is not served here.')
    const trusted = carries(options.token, request)
    const blank = options.private === true && !trusted
    // A browser that opens an address cannot send the token; the page it gets sends it along with everything else.
    if (request.method === 'GET' && path === '/') return answer(response, 200, 'text/html; charset=utf-8', host.page(blank))
    if (blank) return say(response, 401, 'The token is missing or wrong.')
    if (request.method === 'GET' && path === '/state') return answer(response, 200, 'application/json', host.parts())
    if (request.method === 'GET' && path === '/events') {
      if (open.size >= MOST_READERS) return say(response, 503, `${MOST_READERS} pages are open already. Close one.`)
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' }).write(`data: ${host.parts()}\n\n`)
      open.add(response)
      response.on('close', () => open.delete(response))
      return
    }
    if (request.method !== 'POST' || path !== '/targets') return say(response, 404, 'There is nothing here.')
    if (!trusted) return say(response, 401, 'The token is missing or wrong. Open the page by the address that serve printed.')
    if (request.headers['content-type'] !== 'application/json') return say(response, 415, 'Only JSON is taken.')
    return takeWish(request, response, host)
  }
  const server = createServer((request, response) => void answerRequest(request, response).catch(() => response.destroy()))
  return {
    server,
    publish() {
      if (open.size === 0) return
      const text = `data: ${host.parts()}\n\n`
      for (const response of open)
        if (response.writableLength > MOST_WAITING) response.destroy()
        else response.write(text)
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const response of open) response.end()
      // Whoever does not let go is let go of: the page must stop when it is told to.
      server.closeAllConnections()
      await closed
    },
  }
}
