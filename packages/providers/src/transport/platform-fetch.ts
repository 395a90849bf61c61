let known: { readonly fetch: typeof globalThis.fetch; readonly platform: boolean } | undefined

/**
 * Whether a call through `globalThis.fetch` would reach the network by Node's own way and nothing else. Only then may
 * the pooled connections take its place: a simulator, a proxy or an instrumentation that somebody put there must
 * not be walked around.
 */
export function isPlatformFetch(): boolean {
  const { fetch } = globalThis
  // Node's wrapper names its bundled undici in its source; a patched one does not. Should a later Node word it
  // differently, calls go through the global: slower, never wrong.
  if (known?.fetch !== fetch) known = { fetch, platform: /internal\/deps\/undici/.test(Function.prototype.toString.call(fetch)) }
  return known.platform && DISPATCHERS.every(isPlain)
}

/** Where the undici versions, Node's and the package's, keep the dispatcher of `fetch`; a proxy or a mock is one. */
const DISPATCHERS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')] as const

function isPlain(place: symbol): boolean {
  const dispatcher = (globalThis as { readonly [place: symbol]: object | undefined })[place]
  return (
    dispatcher === undefined || dispatcher.constructor.name === 'Agent' || dispatcher.constructor.name === 'Dispatcher1Wrapper'
  )
}
