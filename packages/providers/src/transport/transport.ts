import { AsyncLocalStorage } from 'node:async_hooks'
import { type AttemptContext, systemRuntime } from '@understudy/spec'
import { Exchange } from './exchange.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { isPlatformFetch } from './platform-fetch.ts'
import type { PlainResponse } from './plain-response.ts'
import { ConnectionPool, type OutgoingRequest } from './pooled-fetch.ts'

export interface TransportOptions {
  /** Everything else is refused: requests go to this origin only. */
  readonly baseURL: string
  /** Used instead of the pooled connections, under the same guards. */
  readonly fetch?: typeof globalThis.fetch
}

/** What one adapter's traffic goes through. */
export interface Transport {
  /** For the vendor's SDK. Works only inside `run`. */
  readonly fetch: typeof globalThis.fetch
  /** Opens the record of one attempt; `close()` it when the attempt is over. */
  open(context: AttemptContext, expects?: Exchange['expects']): Exchange
  /** Runs an SDK call so that its requests are recorded in `exchange`, whatever promises it goes through. */
  run<T>(exchange: Exchange, call: () => T): T
  /** Ends pooled connections. */
  close(): Promise<void>
}

const exchanges = new AsyncLocalStorage<Exchange>()

export function createTransport(options: TransportOptions): Transport {
  const pool = new ConnectionPool()
  const { origin } = new URL(options.baseURL)

  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<PlainResponse> => {
    const exchange = exchanges.getStore()
    if (!exchange) throw new TypeError('This fetch serves the calls of one adapter only.')
    if (exchange.fault) throw exchange.fault
    const request = outgoing(input, init)
    if (request.url.origin !== origin)
      throw exchange.fail('foreign-host', `A request to another host than ${origin} was refused.`)
    exchange.askToSend()
    const fetch = chosenFetch(options.fetch, exchange.context)
    return fetch ? guardedFetch(fetch, exchange, request) : pool.send(exchange, request)
  }

  return {
    fetch: send as unknown as typeof globalThis.fetch,
    open: (context, expects = 'json') => new Exchange(context, expects),
    run: (exchange, call) => exchanges.run(exchange, call),
    close: () => pool.close(),
  }
}

/**
 * Somebody's own `fetch` wins: the option's, the runtime's, or one put in the global's place. The last matters for
 * tests: a simulator that took over the global must not be walked around on a private connection.
 */
function chosenFetch(own: typeof globalThis.fetch | undefined, { runtime }: AttemptContext): typeof globalThis.fetch | undefined {
  if (own) return own
  if (runtime.fetch !== systemRuntime.fetch) return runtime.fetch
  return isPlatformFetch() ? undefined : runtime.fetch
}

function outgoing(input: string | URL | Request, init: RequestInit): OutgoingRequest {
  const url = new URL(input instanceof Request ? input.url : input)
  const headers: Record<string, string> = {}
  const given = init.headers ?? {}
  const pairs = Symbol.iterator in given ? (given as Iterable<[string, string]>) : Object.entries(given as Record<string, string>)
  for (const [name, value] of pairs) headers[name.toLowerCase()] = value
  // Compressed answers buy nothing on text this small and are how a small body becomes a huge one.
  headers['accept-encoding'] = 'identity'
  return { url, method: init.method ?? 'GET', headers, body: bodyText(init.body) }
}

/** Every SDK of ours sends JSON text; anything else would not be a model call. */
function bodyText(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') return body
  throw new TypeError('Only text bodies are sent.')
}
