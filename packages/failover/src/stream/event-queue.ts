/**
 * Hands events from callbacks to one reader. Its size is bounded by what one execution may receive: attempts times the
 * response limit, so a slow reader cannot make it grow for ever.
 */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #events: Event[] = []
  #ended = false
  #error: { readonly thrown: unknown } | null = null
  #wake: () => void = () => {}

  push(event: Event): void {
    if (this.#ended) return
    this.#events.push(event)
    this.#wake()
  }

  end(last: Event): void {
    this.push(last)
    this.#ended = true
    this.#wake()
  }

  /** Everything pushed before is still read; then the reader gets the error. */
  fail(thrown: unknown): void {
    this.#error = { thrown }
    this.#ended = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    for (;;) {
      for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) yield event
      if (this.#error) throw this.#error.thrown
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
