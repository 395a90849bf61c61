import type { Exchange } from './exchange.ts'

/** Counts what arrives and refuses what no honest answer has: too many bytes. */
export class BodyGuard {
  readonly #exchange: Exchange
  #bytes = 0

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
    return true
  }
}
