import { BodyQueue } from './body-queue.ts'
import { DamagedStream, EventStreamReader, type ServerSentEvent } from './event-stream.ts'
import type { Exchange } from './exchange.ts'
import { strictJson } from './strict-json.ts'

/** What marks the end of a stream of OpenAI's form; gateways put it behind other vendors' streams as well. */
const DONE = '[DONE]'

/**
 * Writes a stream anew, in the one form that every vendor's SDK reads whole. Each of them skips, without a word, some spelling
 * of a frame that the standard allows, and the text in it is lost; so none of them is given any but this one. What came is
 * counted, for comparison with what the SDK yields.
 */
export class EventFeed {
  readonly queue: BodyQueue
  readonly #exchange: Exchange
  readonly #reader: EventStreamReader
  #written: string[] = []
  #over = false

  constructor(exchange: Exchange, source: { readonly abandoned: () => void; readonly drained: () => void }) {
    this.#exchange = exchange
    this.queue = new BodyQueue(source)
    this.#reader = new EventStreamReader(exchange.context.limits.maxLineBytes, (event) => this.#take(event))
  }

  /** Whether the stream has said that it is over, whatever the connection may still bring. */
  get over(): boolean {
    return this.#over
  }

  /** False once the exchange has failed. */
  push(chunk: Uint8Array): boolean {
    return this.#read(() => this.#reader.push(chunk))
  }

  end(): void {
    if (this.#over) return
    if (this.#read(() => this.#reader.end()) && !this.#over) this.queue.end()
  }

  #read(read: () => void): boolean {
    try {
      read()
    } catch (error) {
      const fault =
        error instanceof DamagedStream
          ? this.#exchange.fail(error.code, error.message)
          : this.#exchange.fail('not-utf8', 'The answer is not valid UTF-8.', error)
      this.queue.fail(fault)
      return false
    }
    if (this.#exchange.fault) {
      this.queue.fail(this.#exchange.fault)
      return false
    }
    if (this.#written.length > 0) this.queue.push(Buffer.from(this.#written.join('')))
    this.#written = []
    if (this.#over) this.queue.end()
    return true
  }

  #take({ name, data }: ServerSentEvent): void {
    const exchange = this.#exchange
    const text = data.trim()
    // Data of blanks is a heartbeat. Nothing after the end is part of the answer.
    if (this.#over || exchange.fault || text === '') return
    if (text === DONE) {
      this.#over = true
      return
    }
    const parsed = strictJson(text)
    if (!parsed.ok) {
      exchange.fail('damaged-frame', `A frame of the stream ${parsed.problem}.`)
    } else if (isError(name, parsed.value)) {
      exchange.errorFrame = parsed.value ?? {}
      this.#over = true
    } else this.#write(name, parsed.value, text)
  }

  #write(name: string | undefined, value: unknown, text: string): void {
    const { nameOf } = this.#exchange
    const given = nameOf?.(name, value)
    if (nameOf && given === undefined) return
    // A name that stands beside the data only is written into it, where the dialect looks for it.
    const named = given === undefined || (value as { readonly type?: unknown } | null)?.type === given
    const event: unknown = named ? value : { ...(value as object), type: given }
    this.#exchange.frames += 1
    if (this.#exchange.events) this.#exchange.events.push(event)
    else this.#written.push(frame(given, named ? text : JSON.stringify(event)))
  }
}

/** One line of data: one of the SDKs ends a line at U+2028, too. Outside of texts JSON has neither. */
function frame(name: string | undefined, json: string): string {
  const line = /[\n\u2028\u2029]/.test(json)
    ? json.replace(/[\n\u2028\u2029]/g, (mark) =>
        mark === '\n' ? ' ' : mark === '\u2028' ? String.raw`\u2028` : String.raw`\u2029`,
      )
    : json
  return name === undefined ? `data: ${line}\n\n` : `event: ${name}\ndata: ${line}\n\n`
}

/** Each vendor and gateway has its own way of saying, inside a stream that began well, that it fails. */
function isError(name: string | undefined, value: unknown): boolean {
  if (name === 'error') return true
  const said: unknown = Array.isArray(value) ? value[0] : value
  if (typeof said !== 'object' || said === null) return false
  const { error, object, type } = said as { readonly error?: unknown; readonly object?: unknown; readonly type?: unknown }
  return Boolean(error) || object === 'error' || type === 'error'
}
