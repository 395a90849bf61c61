import { fillIn, type Prewritten } from './prewritten.ts'

/** Where a request goes, taken apart once. */
export interface Address {
  readonly href: string
  readonly origin: string
  /** Path and query, as a request line has them. */
  readonly path: string
}

/** One request as an SDK hands it to `fetch`, taken apart once. */
export interface OutgoingRequest {
  readonly address: Address
  readonly method: string
  /** Name, value, name, value, …; names in lower case, each once. */
  readonly headers: readonly string[]
  readonly body: string | undefined
}

/** What an adapter sends beside what its SDK writes. */
export interface OwnHeaders {
  readonly headers?: Readonly<Record<string, string>>
  readonly anonymous?: boolean
}

/** Takes requests apart. One adapter's go to one or two addresses, so the last one is remembered. */
export function outgoingReader({ headers: own = {}, anonymous = false }: OwnHeaders = {}): (
  input: string | URL | Request,
  init: RequestInit,
  prewritten: readonly Prewritten[],
) => OutgoingRequest {
  let lastInput: unknown
  let lastAddress: Address | undefined
  return (input, init, prewritten) => {
    if (!lastAddress || input !== lastInput) {
      lastAddress = addressOf(input)
      lastInput = typeof input === 'string' ? input : undefined
    }
    const body = bodyText(init.body)
    return {
      address: lastAddress,
      method: init.method ?? 'GET',
      headers: flat(init.headers, own, anonymous),
      body: body === undefined ? undefined : fillIn(body, prewritten),
    }
  }
}

function addressOf(input: string | URL | Request): Address {
  const { href, origin, pathname, search } = new URL(input instanceof Request ? input.url : input)
  return { href, origin, path: pathname + search }
}

function flat(given: RequestInit['headers'], own: NonNullable<OwnHeaders['headers']>, anonymous: boolean): readonly string[] {
  const headers: string[] = []
  for (const [name, value] of given instanceof Headers ? given : new Headers(given)) {
    if (name === 'accept-encoding' || name in own || (anonymous && name === 'authorization')) continue
    headers.push(name, value)
  }
  for (const name in own) headers.push(name, own[name] ?? '')
  // Compressed answers buy nothing on text this small and are how a small body becomes a huge one.
  headers.push('accept-encoding', 'identity')
  return headers
}

/** Every SDK of ours sends JSON text; anything else would not be a model call. */
function bodyText(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') return body
  throw new TypeError('Only text bodies are sent.')
}
