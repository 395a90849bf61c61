import { isUtf8 } from 'node:buffer'
import { formOfBeginning, isBlank, promisedForm, type PromisedForm } from './answer-form.ts'
import { decoded } from './content-encoding.ts'
import { EventFeed } from './event-feed.ts'
import type { Exchange } from './exchange.ts'
import { BodyGuard } from './guard.ts'
import { type HeaderFields, PlainHeaders, PlainResponse } from './plain-response.ts'
import { wholeAnswer } from './whole-answer.ts'

/** Chunks that may wait for a slow reader before the socket is paused. */
const BACKLOG_LIMIT = 64

/** Blanks may come first, as a heartbeat; after this many the media type decides. */
const MOST_BLANKS = 65_536

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
  /** What is not given to a feed. */
  #chunks: Buffer[] = []
  #promised: PromisedForm = 'json'
  /** Where a stream goes that was asked for. */
  #feed: EventFeed | undefined
  #form: 'json' | 'events' | undefined
  #left = false
  #blanks = 0
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

  /** Whether anything of an answer has come. */
  get begun(): boolean {
    return this.#exchange.status !== undefined
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
    if (!exchange.good) return true
    const promised = promisedForm(mediaType(headers))
    if (!promised) return this.#refuseForm()
    this.#promised = promised
    return exchange.expects === 'json' || this.#startStream(status, source)
  }

  /** False once the transfer has to stop. */
  data(chunk: Buffer, source: Source): boolean {
    if (this.#left || this.#feed?.over) return true
    if (!this.#guard.admits(chunk)) return false
    if (this.#form !== 'events' || !this.#feed) {
      this.#chunks.push(chunk)
      return this.#form !== undefined || !this.#exchange.good || this.#staysBlank(chunk) || this.#decideForm(false)
    }
    if (!this.#feed.push(chunk)) return false
    if (this.#feed.queue.backlog >= BACKLOG_LIMIT) source.pause()
    return true
  }

  end(): void {
    if (this.#exchange.good && !this.#form && !this.#decideForm(true)) return
    if (!this.#feed || this.#form === 'json') return this.#finish()
    if (!this.#left) this.#feed.end()
    this.#exchange.transferred()
  }

  fail(error: unknown): void {
    if (this.#left || this.#feed?.over) return this.#exchange.transferred()
    const fault = this.#exchange.fail('network', 'The connection failed.', error)
    this.#exchange.transferred()
    this.#feed?.queue.fail(fault)
    this.#reject(fault)
  }

  /** Blanks decide nothing, so what came before is not looked through again for them. */
  #staysBlank(chunk: Buffer): boolean {
    if (!isBlank(chunk)) return false
    this.#blanks += chunk.length
    return this.#blanks < MOST_BLANKS
  }

  /** The media type says what an answer ought to be, its beginning what it is. */
  #decideForm(atEnd: boolean): boolean {
    const bytes = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : (this.#chunks[0] ?? Buffer.alloc(0))
    this.#chunks = [bytes]
    const compressed = isCompressed(this.#exchange)
    const seen = compressed ? 'json' : formOfBeginning(bytes)
    if (seen === 'undecided' && !atEnd && this.#blanks < MOST_BLANKS) return true
    if (seen === 'json' || seen === 'events') this.#form = seen
    else if (this.#promised === 'either' && bytes.length > 0) return this.#refuseForm()
    else this.#form = this.#promised === 'events' ? 'events' : 'json'
    if (this.#form === 'json' || !this.#feed) return true
    this.#chunks = []
    return bytes.length === 0 || this.#feed.push(bytes)
  }

  #refuseForm(): false {
    const { status, headers } = this.#exchange
    const type = mediaType(headers) || 'no content type'
    this.#exchange.fail('content-type', `The endpoint answered ${status} with ${type} instead of a model’s answer.`)
    return false
  }

  #startStream(status: number, source: Source): boolean {
    if (isCompressed(this.#exchange)) {
      this.#exchange.fail('content-encoding', 'The stream is compressed although it was asked for as it is.')
      return false
    }
    this.#feed = new EventFeed(this.#exchange, {
      // SDKs leave a stream at its end marker, before the connection says that it is over.
      abandoned: () => {
        this.#left = true
        source.resume()
      },
      drained: () => source.resume(),
    })
    // One of the SDKs copies all headers into a response of its own for each event; this exchange has them all.
    const type = { 'content-type': 'text/event-stream' }
    this.#resolve(new PlainResponse(this.#url, status, new PlainHeaders(type), this.#feed.queue))
    return true
  }

  #finish(): void {
    this.#exchange.transferred()
    const [first = Buffer.alloc(0)] = this.#chunks
    const raw = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
    const encoding = this.#exchange.headers.get('content-encoding')
    if (encoding && isCompressed(this.#exchange))
      decoded(raw, encoding, this.#exchange).then((bytes) => this.#give(bytes), this.#reject)
    else this.#give(raw)
  }

  #give(bytes: Buffer): void {
    const exchange = this.#exchange
    const status = exchange.status ?? 0
    if (!exchange.good) {
      exchange.keepErrorBody(bytes)
      this.#resolve(new PlainResponse(this.#url, status, exchange.headers, bytes.toString('utf8')))
      return
    }
    const fault = isUtf8(bytes) ? wholeAnswer(bytes, exchange) : exchange.fail('not-utf8', 'The answer is not valid UTF-8.')
    if (fault) this.#feed?.queue.fail(fault)
    if (fault) return this.#reject(fault)
    // Who asked for a stream is told that it is over, and finds the answer in the exchange.
    if (this.#feed) this.#feed.queue.end()
    else this.#resolve(new PlainResponse(this.#url, status, exchange.headers, exchange.text ?? '', exchange.body))
  }
}

function isCompressed({ headers }: Exchange): boolean {
  const encoding = headers.get('content-encoding')
  return encoding !== null && encoding !== '' && encoding !== 'identity'
}

export function mediaType(headers: PlainHeaders): string {
  const value = headers.get('content-type') ?? ''
  const end = value.search(/[;,]/)
  return (end === -1 ? value : value.slice(0, end)).trim().toLowerCase()
}
