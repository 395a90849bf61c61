import { AsyncLocalStorage } from 'node:async_hooks'
import { type AttemptContext, systemRuntime } from '@understudy/spec'
import { Exchange } from './exchange.ts'
import { type FreshValue, withFreshValues } from './fresh-headers.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { isPlatformFetch } from './platform-fetch.ts'
import type { PlainResponse } from './plain-response.ts'
import { outgoingReader } from './outgoing.ts'
import { ConnectionPool } from './pooled-fetch.ts'

/** Where a transport may send, and what with. */
export interface TransportOptions {
  /** Everything else is refused: requests go to this origin only. */
  readonly baseURL: string
  /** Used instead of the pooled connections, under the same guards. */
  readonly fetch?: typeof globalThis.fetch
  /** Added to every request, in place of the SDK's own; names in lower case. @default none */
  readonly headers?: Readonly<Record<string, string>>
  /** There is no key: what the SDK sends in its place is left out. @default false */
  readonly anonymous?: boolean
  /** Values that are asked for anew before each request. @default none */
  readonly fresh?: readonly FreshValue[]
  /** Hears each fresh value. */
  readonly onFreshValue?: (value: string) => void
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

/** Makes what one adapter’s traffic goes through: one origin, pooled connections, the same guards for every vendor. */
export function createTransport(options: TransportOptions): Transport {
  const pool = new ConnectionPool()
  const { origin } = new URL(options.baseURL)
  const outgoing = outgoingReader(options)
  const { fresh = [], onFreshValue = () => {} } = options

  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<PlainResponse> => {
    const exchange = exchanges.getStore()
    if (!exchange) throw new TypeError('This fetch serves the calls of one adapter only.')
    if (exchange.fault) throw exchange.fault
    const stated = outgoing(input, init, exchange.prewritten)
    if (stated.address.origin !== origin)
      throw exchange.fail('foreign-host', `A request to another host than ${origin} was refused.`)
    const request = fresh.length > 0 ? await withFreshValues(stated, fresh, exchange, onFreshValue) : stated
    exchange.askToSend()
    const fetch = chosenFetch(options.fetch, exchange.context)
    return await (fetch ? guardedFetch(fetch, exchange, request) : pool.send(exchange, request))
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
