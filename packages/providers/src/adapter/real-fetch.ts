/** Statuses whose answers must have no body, by the standard of `fetch`. */
const BODILESS = new Set([204, 205, 304])

/**
 * The transport's `fetch` as any library expects one: it takes whatever `fetch` takes, obeys a signal, and gives a `Response`. The
 * adapters of this package go without, since their SDKs read less of it, and a real one costs several microtasks for each call.
 */
export function realFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const body = request.body === null ? undefined : await request.text()
    const asked = fetch(request.url, { method: request.method, headers: request.headers, ...(body !== undefined && { body }) })
    const plain = await untilAborted(asked, request.signal)
    const { status } = plain
    const content = BODILESS.has(status) ? null : plain.body ? ReadableStream.from(plain.body) : await plain.text()
    const response = new Response(content, { status, headers: [...plain.headers] })
    Object.defineProperty(response, 'url', { value: request.url })
    return response
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
