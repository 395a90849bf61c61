import { createServer, type IncomingMessage, type Server } from 'node:http'
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

/** Serves a world on 127.0.0.1 and nowhere else. `vendorOf` says whose interface a path belongs to. */
export async function serveWorld(
  world: World,
  vendorOf: (path: string) => { vendor: StageVendor; path: string } | null,
  port = 0,
): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, headersTimeout: 60_000 }, (request, response) => {
    readBody(request, (body) => {
      const url = request.url ?? '/'
      const cut = url.indexOf('?')
      const place = vendorOf(cut < 0 ? url : url.slice(0, cut))
      if (!place) {
        response.writeHead(404, { 'content-type': 'text/plain' })
        response.end('No simulated vendor has this path.\n')
        return
      }
      const answer = world.answer({
        ...place,
        method: request.method ?? 'GET',
        query: new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)),
        headers: request.headers as Record<string, string | undefined>,
        body,
      })
      play(answer, response, world.runtime)
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
