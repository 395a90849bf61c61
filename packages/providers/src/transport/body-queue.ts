/** What stands in for a web stream: chunks in, in order, to one reader. */
export class BodyQueue implements AsyncIterableIterator<Uint8Array> {
  #chunks: Uint8Array[] = []
  #ended = false
  #error: unknown
  #failed = false
  #waiting: { resolve: (result: IteratorResult<Uint8Array>) => void; reject: (error: unknown) => void } | undefined
  readonly #onAbandoned: () => void
  readonly #onDrained: () => void

  constructor(source: { readonly abandoned: () => void; readonly drained: () => void }) {
    this.#onAbandoned = source.abandoned
    this.#onDrained = source.drained
  }

  /** How many chunks wait for the reader; the source pauses on it. */
  get backlog(): number {
    return this.#chunks.length
  }

  push(chunk: Uint8Array): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting) waiting.resolve({ done: false, value: chunk })
    else this.#chunks.push(chunk)
  }

  end(): void {
    this.#ended = true
    this.#waiting?.resolve({ done: true, value: undefined })
    this.#waiting = undefined
  }

  /** Drops what was not read yet: a broken answer is not used, so its rest is worth nothing. */
  fail(error: unknown): void {
    this.#failed = true
    this.#error = error
    this.#chunks.length = 0
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const [first] = this.#chunks
    if (first) {
      // All that waits goes out at once: the SDKs' work is per chunk, and a queue has formed because it is slow.
      const value = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
      this.#chunks = []
      this.#onDrained()
      return { done: false, value }
    }
    if (this.#failed) throw this.#error
    if (this.#ended) return { done: true, value: undefined }
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    if (!this.#ended && !this.#failed) this.#onAbandoned()
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** For SDKs that read with a reader. */
  getReader(): { read: () => Promise<IteratorResult<Uint8Array>>; releaseLock: () => void; cancel: () => Promise<void> } {
    return {
      read: () => this.next(),
      releaseLock: () => {},
      cancel: async () => void (await this.return()),
    }
  }

  /** For SDKs that insist on web streams. */
  pipeThrough<T>(through: ReadableWritablePair<T, Uint8Array>): ReadableStream<T> {
    return ReadableStream.from(this).pipeThrough(through)
  }
}
