import type { Client, Dispatcher, Pool } from 'undici'
import { type ProxyAddress, proxyBefore, proxySettings, type ReadEnvironment } from './proxy.ts'

/** What is seen of one request's way, below HTTP. */
export interface Passage {
  /** Whether its connection had carried a request before. */
  reused: boolean
}

/** A request on its way; undici hands the options on as they are, so they can carry what is to be noted. */
export type NotedRequest = Dispatcher.DispatchOptions & { readonly passage: Passage }

/** Connections to one origin, straight or through a proxy. */
export interface Connections {
  dispatch(options: NotedRequest, handler: Dispatcher.DispatchHandler): void
  /** Lets what is under way come to its end. */
  close(): Promise<void>
  /** Ends every connection, also busy ones. */
  destroy(): Promise<void>
  /** Stands before the origin; known with the first request, since `NO_PROXY` may take it out. */
  proxy(): ProxyAddress | undefined
}

/** A variable for a proxy that holds no usable address: nobody is asked past a proxy that somebody meant to be there. */
export class UnusableProxy extends Error {
  override readonly name = 'UnusableProxy'
}

// Time is the exchange's affair: undici's own limits are off, or they would end long reviews at 300 s.
const LIMITS = { headersTimeout: 0, bodyTimeout: 0, allowH2: false } as const

/** @throws UnusableProxy */
export async function openConnections(origin: string, env: ReadEnvironment): Promise<Connections> {
  const { Client: ClientOfOrigin, EnvHttpProxyAgent, Pool: PoolOfOrigin } = await import('undici')
  const factory = noting(ClientOfOrigin)
  const settings = proxySettings(env)
  const proxy = proxyBefore(origin, settings)
  if (!proxy) return { ...methodsOf(new PoolOfOrigin(origin, { ...LIMITS, factory })), proxy: () => undefined }
  if (proxy.uri === undefined)
    throw new UnusableProxy(`${proxy.variable} is no address of a proxy, such as http://proxy.example:3128.`)
  let inTheWay = false
  const agent = new EnvHttpProxyAgent({
    ...LIMITS,
    // An empty text, since undici reads the process's environment for what is not given.
    httpProxy: settings.http?.uri ?? '',
    httpsProxy: settings.https?.uri ?? '',
    noProxy: settings.noProxy,
    factory: (address: string | URL, options: Pool.Options) => {
      inTheWay = options.connect !== undefined
      return new PoolOfOrigin(address, { ...options, factory })
    },
  })
  const { dispatch, close, destroy } = methodsOf(agent)
  return {
    dispatch: (options, handler) => dispatch({ ...options, origin }, handler),
    close,
    destroy,
    proxy: () => (inTheWay ? proxy : undefined),
  }
}

function methodsOf(dispatcher: Dispatcher): Pick<Connections, 'dispatch' | 'close' | 'destroy'> {
  return {
    dispatch: (options, handler) => void dispatcher.dispatch(options, handler),
    close: () => dispatcher.close(),
    destroy: () => dispatcher.destroy(),
  }
}

/** Clients that tell the first request of a connection from the later ones. Each has one connection at a time. */
function noting(ClientOfOrigin: typeof Client) {
  return (origin: string | URL, options: object): Client => {
    let fresh = false
    const { connect } = options as { readonly connect: (options: object, done: (...result: unknown[]) => void) => void }
    const client = new ClientOfOrigin(origin, {
      ...options,
      connect: ((wanted: object, done: (...result: unknown[]) => void) =>
        connect(wanted, (...result) => {
          fresh = true
          done(...result)
        })) as never,
    })
    const dispatch = client.dispatch.bind(client)
    client.dispatch = (request, handler) =>
      dispatch(request, {
        ...handler,
        onRequestStart(controller, context) {
          const { passage } = request as Partial<NotedRequest>
          if (passage) passage.reused = !fresh
          fresh = false
          handler.onRequestStart?.(controller, context)
        },
      })
    return client
  }
}
