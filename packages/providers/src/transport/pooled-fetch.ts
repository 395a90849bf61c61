import type { Dispatcher } from 'undici'
import { type Connections, type NotedRequest, openConnections, type Passage, UnusableProxy } from './connections.ts'
import type { Exchange } from './exchange.ts'
import type { OutgoingRequest } from './outgoing.ts'
import type { PlainResponse } from './plain-response.ts'
import { proxyRefusal } from './proxy-refusal.ts'
import { Receiver } from './receiver.ts'

/** What a connection dies of that its other end gave up while nobody used it. */
const GIVEN_UP = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/**
 * Kept-alive connections to one origin. undici is used below its `fetch` and `request`: bytes go from the parser to
 * the receiver without a stream in between, which is where the CPU of the SDKs' default transport goes.
 */
export class ConnectionPool {
  #open: Promise<Connections> | Connections | undefined

  async send(exchange: Exchange, request: OutgoingRequest): Promise<PlainResponse> {
    const { origin } = request.address
    const { env } = exchange.context.runtime
    const receiver = new Receiver(exchange, request.address.href)
    let controller: Dispatcher.DispatchController | undefined
    let connections: Connections
    try {
      this.#open ??= openConnections(origin, env).then((open) => (this.#open = open))
      // Awaiting connections that are already there would cost every call a turn.
      connections = this.#open instanceof Promise ? await this.#open : this.#open
    } catch (error) {
      this.#open = undefined
      if (!(error instanceof UnusableProxy)) throw error
      throw exchange.fail('proxy', error.message)
    }
    // Registered before there is a connection: a fault must also end a call that still waits for one.
    exchange.begin((fault) => {
      controller?.abort(fault)
      receiver.fail(fault)
    })
    const ask = (on: Connections, again: boolean): void => {
      const passage: Passage = { reused: false }
      on.dispatch(dispatchOptions(request, passage), {
        onRequestStart(started) {
          controller = started
          if (exchange.fault) started.abort(exchange.fault)
        },
        onResponseStart: (started, status, fields) => void receiver.start(status, fields, started),
        onResponseData: (started, chunk) => void receiver.data(chunk, started),
        onResponseEnd: () => receiver.end(),
        onResponseError: (_started, error) => {
          if (again && passage.reused && !receiver.begun && !exchange.fault && isGivenUp(error)) return void askAfresh()
          const refusal = proxyRefusal(error, on.proxy())
          if (refusal !== undefined && !exchange.fault) exchange.fail('proxy', refusal, error)
          receiver.fail(error)
        },
      })
    }
    // Such a request was not read: the other end had hung up before. It says nothing about the vendor, so it is asked again, on
    // a connection that nobody had before; other idle ones may have died with this one.
    const askAfresh = async (): Promise<void> => {
      try {
        const own = await openConnections(origin, env)
        exchange.askToSend()
        ask(own, false)
        await own.close()
      } catch (error) {
        receiver.fail(error)
      }
    }
    ask(connections, true)
    return receiver.response
  }

  /** Ends every connection, also busy ones. */
  async close(): Promise<void> {
    const open = await this.#open
    this.#open = undefined
    await open?.destroy()
  }
}

function dispatchOptions({ address, method, headers, body }: OutgoingRequest, passage: Passage): NotedRequest {
  return {
    path: address.path,
    method,
    headers: headers as string[],
    // Bytes, not text: undici would measure the text first and encode it after.
    body: body === undefined ? null : Buffer.from(body),
    passage,
  }
}

const isGivenUp = (error: unknown): boolean => GIVEN_UP.has((error as NodeJS.ErrnoException).code ?? '')
