import { isUtf8 } from 'node:buffer'
import { BodyQueue } from './body-queue.ts'
import { decoded } from './content-encoding.ts'
import type { Exchange } from './exchange.ts'
import { BodyGuard } from './guard.ts'
import { type HeaderFields, PlainHeaders, PlainResponse } from './plain-response.ts'

/** Chunks that may wait for a slow reader before the socket is paused. */
const BACKLOG_LIMIT = 64

/** Lets a receiver hold back and let go of its source. */
export interface Source {
  pause(): void
  resume(): void
}

/**
 * Takes one answer apart as it arrives, whoever brings it, and gives the vendor's SDK a response. A unary answer is
 * given once it is whole, so every fault of its body rejects the call; a stream is given at its headers.
 */
export class Receiver {
  readonly response: Promise<PlainResponse>
  readonly #exchange: Exchange
  readonly #url: string
  readonly #guard: BodyGuard
  readonly #chunks: Buffer[] = []
  #stream: BodyQueue | undefined
  #left = false
  #resolve!: (response: PlainResponse) => void
  #reject!: (error: unknown) => void

  constructor(exchange: Exchange, url: string) {
    this.#exchange = exchange
    this.#url = url
    this.#guard = new BodyGuard(exchange)
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // A source that throws before anybody waits must not become the process's unhandled rejection.
    this.response.catch(() => {})
  }

  /** False when the answer is refused at its headers. */
  start(status: number, fields: HeaderFields, source: Source): boolean {
    const exchange = this.#exchange
    const headers = new PlainHeaders(fields)
    exchange.headersArrived(status, headers)
    if (status >= 300 && status < 400) {
      exchange.fail('redirect', `The endpoint answered ${status} and points elsewhere; redirects are not followed.`)
      return false
    }
    if (status < 200 || status >= 300) return true
    const type = mediaType(headers)
    const json = type === 'application/json' || type.endsWith('+json')
    if (exchange.expects === 'event-stream' && type === 'text/event-stream') return this.#startStream(status, headers, source)
    if (json) return true
    exchange.fail(
      'content-type',
      `The endpoint answered ${status} with ${type || 'no content type'} instead of a model’s answer.`,
    )
    return false
  }

  /** False once the transfer has to stop. */
  data(chunk: Buffer, source: Source): boolean {
    if (this.#left) return true
    if (!this.#guard.admits(chunk)) return false
    if (!this.#stream) {
      this.#chunks.push(chunk)
      return true
    }
    if (!this.#guard.admitsText(chunk)) return false
    this.#stream.push(chunk)
    if (this.#stream.backlog >= BACKLOG_LIMIT) source.pause()
    return true
  }

  end(): void {
    this.#exchange.transferred()
    if (this.#stream) this.#stream.end()
    else this.#finish()
  }

  fail(error: unknown): void {
    if (this.#left) return this.#exchange.transferred()
    const fault = this.#exchange.fail('network', 'The connection failed.', error)
    this.#exchange.transferred()
    this.#stream?.fail(fault)
    this.#reject(fault)
  }

  #startStream(status: number, headers: PlainHeaders, source: Source): boolean {
    if (headers.has('content-encoding') && headers.get('content-encoding') !== 'identity') {
      this.#exchange.fail('content-encoding', 'The stream is compressed although it was asked for as it is.')
      return false
    }
    this.#stream = new BodyQueue({
      // SDKs leave a stream at its end marker, before the connection says that it is over.
      abandoned: () => {
        this.#left = true
        source.resume()
      },
      drained: () => source.resume(),
    })
    // One of the SDKs copies all headers into a response of its own for each event; this exchange has them all.
    const type = { 'content-type': headers.get('content-type') ?? '' }
    this.#resolve(new PlainResponse(this.#url, status, new PlainHeaders(type), this.#stream))
    return true
  }

  #finish(): void {
    const [first = Buffer.alloc(0)] = this.#chunks
    const raw = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
    const encoding = this.#exchange.headers.get('content-encoding')
    if (encoding && encoding !== 'identity')
      decoded(raw, encoding, this.#exchange).then((bytes) => this.#give(bytes), this.#reject)
    else this.#give(raw)
  }

  #give(bytes: Buffer): void {
    const exchange = this.#exchange
    const status = exchange.status ?? 0
    const ok = status >= 200 && status < 300
    if (!ok) exchange.keepErrorBody(bytes)
    else if (!isUtf8(bytes)) return this.#reject(exchange.fail('not-utf8', 'The answer is not valid UTF-8.'))
    const text = bytes.toString('utf8')
    if (ok) exchange.text = text
    this.#resolve(new PlainResponse(this.#url, status, exchange.headers, text))
  }
}

export function mediaType(headers: PlainHeaders): string {
  const value = headers.get('content-type') ?? ''
  const end = value.indexOf(';')
  return (end === -1 ? value : value.slice(0, end)).trim().toLowerCase()
}
