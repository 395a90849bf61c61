import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
}

export type Play = (response: ServerResponse, request: SeenRequest) => void

/** A small HTTP server that stands in for a vendor, on a real socket. */
export interface StandIn {
  readonly origin: string
  readonly seen: SeenRequest[]
  /** How many connections were ever opened, and how many are open. */
  readonly connections: { opened: number; open: number }
  /** What it does with each request from now on. */
  play: Play
  close(): Promise<void>
}

export async function standIn(): Promise<StandIn> {
  const seen: SeenRequest[] = []
  const connections = { opened: 0, open: 0 }
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', () => {})
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
      }
      seen.push(request)
      stand.play(response, request)
    })
  })
  server.on('connection', (socket) => {
    connections.opened++
    connections.open++
    socket.on('error', () => {})
    socket.on('close', () => connections.open--)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stand: StandIn = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections,
    play: json({}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return stand
}

/** Answers with JSON, or with text when `body` is one. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Play {
  return (response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(text)
  }
}

/** Answers with server-sent events; `end` says what happens after the last one. */
export function events(frames: readonly string[], end: 'finish' | 'stall' | 'reset' = 'finish'): Play {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    response.flushHeaders()
    for (const frame of frames) response.write(frame)
    if (end === 'finish') response.end()
    if (end === 'reset') setTimeout(() => response.socket?.resetAndDestroy(), 15)
  }
}
