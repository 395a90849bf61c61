import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StageVendor } from '../wire/vendor.ts'
import type { World } from '../world/world.ts'
import { play } from './play.ts'

/** Larger than any vendor takes. */
const LARGEST_BODY = 64 * 1024 * 1024

/** A running HTTP server on 127.0.0.1. */
export interface LoopbackServer {
  readonly port: number
  close(): Promise<void>
}

export interface ServeOptions {
  /** Whose interface a path belongs to, and the path as that vendor knows it. */
  readonly placeOf: (path: string) => { readonly vendor: StageVendor; readonly path: string } | null
  /** @default a port that the system chooses */
  readonly port?: number
  /** Answers what belongs to no vendor. @default 404 */
  readonly otherwise?: (request: IncomingMessage, response: ServerResponse, body: string) => void
}

/** Serves a world on 127.0.0.1 and nowhere else. */
export async function serveWorld(
  world: World,
  { placeOf, port = 0, otherwise = notFound }: ServeOptions,
): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, headersTimeout: 60_000 }, (request, response) => {
    readBody(request, (body) => {
      const { path, query } = splitUrl(request.url ?? '/')
      const place = placeOf(path)
      if (!place) return otherwise(request, response, body)
      const headers = request.headers as Record<string, string | undefined>
      play(world.answer({ ...place, method: request.method ?? 'GET', query, headers, body }), response, world.runtime)
    })
  })
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const cut = url.indexOf('?')
  return cut < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, cut), query: new URLSearchParams(url.slice(cut + 1)) }
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' })
  response.end('No simulated vendor has this path.\n')
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, backlog: 4096 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > LARGEST_BODY) return void request.destroy()
    chunks.push(chunk)
  })
  request.on('end', () =>
    then(chunks.length === 1 ? (chunks[0]?.toString('utf8') ?? '') : Buffer.concat(chunks).toString('utf8')),
  )
  // A caller who goes away while sending is no event of ours.
  request.on('error', () => {})
}
