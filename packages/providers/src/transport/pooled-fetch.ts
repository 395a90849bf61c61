import type { Dispatcher, Pool } from 'undici'
import type { Exchange } from './exchange.ts'
import type { OutgoingRequest } from './outgoing.ts'
import type { PlainResponse } from './plain-response.ts'
import { Receiver } from './receiver.ts'

/**
 * Kept-alive connections to one origin. undici is used below its `fetch` and `request`: bytes go from the parser to
 * the receiver without a stream in between, which is where the CPU of the SDKs' default transport goes.
 */
export class ConnectionPool {
  #pool: Promise<Pool> | Pool | undefined

  async send(exchange: Exchange, request: OutgoingRequest): Promise<PlainResponse> {
    this.#pool ??= openPool(request.address.origin).then((pool) => (this.#pool = pool))
    // Awaiting a pool that is already there would cost every call a turn.
    const pool = this.#pool instanceof Promise ? await this.#pool : this.#pool
    const receiver = new Receiver(exchange, request.address.href)
    let controller: Dispatcher.DispatchController | undefined
    // Registered before there is a connection: a fault must also end a call that still waits for one.
    exchange.begin((fault) => {
      controller?.abort(fault)
      receiver.fail(fault)
    })
    pool.dispatch(
      {
        path: request.address.path,
        method: request.method,
        headers: request.headers as string[],
        // Bytes, not text: undici would measure the text first and encode it after.
        body: request.body === undefined ? null : Buffer.from(request.body),
      },
      {
        onRequestStart(started) {
          controller = started
          if (exchange.fault) started.abort(exchange.fault)
        },
        onResponseStart: (started, status, fields) => void receiver.start(status, fields, started),
        onResponseData: (started, chunk) => void receiver.data(chunk, started),
        onResponseEnd: () => receiver.end(),
        onResponseError: (_started, error) => receiver.fail(error),
      },
    )
    return receiver.response
  }

  /** Ends every connection, also busy ones. */
  async close(): Promise<void> {
    const pool = await this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }
}

async function openPool(origin: string): Promise<Pool> {
  const { Pool: PoolOfOrigin } = await import('undici')
  // Time is the exchange's affair: undici's own limits are off, or they would end long reviews at 300 s.
  return new PoolOfOrigin(origin, { headersTimeout: 0, bodyTimeout: 0, allowH2: false })
}
