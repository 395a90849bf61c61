import type { EventBus } from '../events/event-bus.ts'
import type { Journal } from '../journal/journal.ts'

/** The journal as a route flushes it: a disk that is full stops nothing, but is told, once until it is well again. */
export class RecordKeeping {
  readonly #journal: Journal | null
  readonly #bus: EventBus
  #told = false

  constructor(journal: Journal | null, bus: EventBus) {
    this.#journal = journal
    this.#bus = bus
  }

  /** Never rejects. */
  async flush(): Promise<void> {
    if (!this.#journal) return
    await this.#journal.flush()
    const { failing } = this.#journal.state()
    if (failing !== undefined && !this.#told) this.#bus.emit({ type: 'record-failed', what: 'journal', sentence: failing })
    this.#told = failing !== undefined
  }
}
