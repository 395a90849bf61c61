import type { BodyQueue } from './body-queue.ts'

/** Header fields as undici and node:http give them: lower-case names. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>

/** The reading half of `Headers`, over fields that are already parsed. */
export class PlainHeaders {
  readonly #fields: HeaderFields

  constructor(fields: HeaderFields) {
    this.#fields = fields
  }

  get(name: string): string | null {
    const value = this.#fields[name] ?? this.#fields[name.toLowerCase()]
    if (value === undefined) return null
    return typeof value === 'string' ? value : value.join(', ')
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }

  entries(): IterableIterator<[string, string]> {
    return Object.keys(this.#fields)
      .map((name): [string, string] => [name, this.get(name) ?? ''])
      .values()
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries()
  }

  forEach(visit: (value: string, name: string) => void): void {
    for (const [name, value] of this.entries()) visit(value, name)
  }
}

/**
 * The part of `Response` that the vendors' SDKs read. A real one costs a web stream, a Headers object and several
 * microtasks per call; that is most of what their default transport spends.
 */
export class PlainResponse {
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly url: string
  readonly headers: PlainHeaders
  readonly redirected = false
  readonly type = 'basic'
  readonly body: BodyQueue | null
  readonly #text: string
  readonly #parsed: { readonly value: unknown } | undefined

  constructor(
    url: string,
    status: number,
    headers: PlainHeaders,
    content: string | BodyQueue,
    parsed?: { readonly value: unknown },
  ) {
    this.url = url
    this.status = status
    this.statusText = ''
    this.ok = status >= 200 && status < 300
    this.headers = headers
    this.body = typeof content === 'string' ? null : content
    this.#text = typeof content === 'string' ? content : ''
    this.#parsed = parsed
  }

  async text(): Promise<string> {
    return this.#text
  }

  async json(): Promise<unknown> {
    return this.#parsed ? this.#parsed.value : JSON.parse(this.#text)
  }
}
