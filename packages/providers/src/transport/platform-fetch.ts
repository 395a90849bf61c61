/** Where the undici versions, Node's and the package's, keep the dispatcher of `fetch`; a proxy or a mock is one. */
const FIRST = Symbol.for('undici.globalDispatcher.1')
const SECOND = Symbol.for('undici.globalDispatcher.2')

interface Seen {
  readonly fetch: typeof globalThis.fetch
  readonly first: object | undefined
  readonly second: object | undefined
}

let known: (Seen & { readonly plain: boolean }) | undefined

/**
 * Whether a call through `globalThis.fetch` would reach the network by Node's own way and nothing else. Only then may
 * the pooled connections take its place: a simulator, a proxy or an instrumentation that somebody put there must
 * not be walked around.
 */
export function isPlatformFetch(): boolean {
  const { fetch } = globalThis
  const { [FIRST]: first, [SECOND]: second } = globalThis as { readonly [place: symbol]: object | undefined }
  // Every call looks, but nothing is judged again before somebody put something in the place of one of the three.
  if (known?.fetch !== fetch || known.first !== first || known.second !== second)
    known = { fetch, first, second, plain: isPlatform({ fetch, first, second }) }
  return known.plain
}

// Node's wrapper names its bundled undici in its source; a patched one does not. Should a later Node word it
// differently, calls go through the global: slower, never wrong.
const isPlatform = ({ fetch, first, second }: Seen): boolean =>
  /internal\/deps\/undici/.test(Function.prototype.toString.call(fetch)) && isPlain(first) && isPlain(second)

function isPlain(dispatcher: object | undefined): boolean {
  return (
    dispatcher === undefined || dispatcher.constructor.name === 'Agent' || dispatcher.constructor.name === 'Dispatcher1Wrapper'
  )
}
