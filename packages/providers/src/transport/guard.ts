import { isUtf8 } from 'node:buffer'
import type { Exchange } from './exchange.ts'

const NEW_LINE = 10

/** Counts what arrives and refuses what no honest answer has: too many bytes, an endless line, broken UTF-8. */
export class BodyGuard {
  readonly #exchange: Exchange
  #bytes = 0
  #lineBytes = 0
  #tail = Buffer.alloc(0)

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** False once the exchange has failed; the chunk is not to be used then. */
  admits(chunk: Buffer): boolean {
    const { limits } = this.#exchange.context
    this.#exchange.touch()
    this.#bytes += chunk.length
    if (this.#bytes > limits.maxBytes) {
      this.#exchange.fail('too-large', `The answer is larger than ${limits.maxBytes} bytes.`)
      return false
    }
    if (this.#exchange.expects === 'event-stream' && !this.#keepsLinesShort(chunk)) return false
    return true
  }

  /** Only for streams: a chunk may end inside a character, so up to three bytes wait for the next one. */
  admitsText(chunk: Buffer): boolean {
    const bytes = this.#tail.length ? Buffer.concat([this.#tail, chunk]) : chunk
    const whole = bytes.length - unfinishedBytes(bytes)
    this.#tail = whole === bytes.length ? this.#tail.subarray(0, 0) : Buffer.from(bytes.subarray(whole))
    return isUtf8(whole === bytes.length ? bytes : bytes.subarray(0, whole)) || this.#refuseText()
  }

  #refuseText(): false {
    this.#exchange.fail('not-utf8', 'The answer is not valid UTF-8.')
    return false
  }

  #keepsLinesShort(chunk: Buffer): boolean {
    const { maxLineBytes } = this.#exchange.context.limits
    let from = 0
    for (let at = chunk.indexOf(NEW_LINE); at !== -1; at = chunk.indexOf(NEW_LINE, from)) {
      if (this.#lineBytes + at - from > maxLineBytes) break
      this.#lineBytes = 0
      from = at + 1
    }
    this.#lineBytes += chunk.length - from
    if (this.#lineBytes <= maxLineBytes) return true
    this.#exchange.fail('line-too-long', `A line of the stream is longer than ${maxLineBytes} bytes.`)
    return false
  }
}

/** Bytes at the end that begin a character without finishing it: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0b1100_0000) === 0b1000_0000) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}
