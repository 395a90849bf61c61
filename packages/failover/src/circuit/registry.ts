import type { Circuit } from './circuit.ts'

/** A bounded set of circuits by key. Made on first use; the least recently used idle one makes room. */
export class CircuitRegistry {
  readonly #capacity: number
  readonly #make: (key: string) => Circuit
  readonly #circuits = new Map<string, Circuit>()
  #made = 0

  constructor(capacity: number, make: (key: string) => Circuit) {
    this.#capacity = capacity
    this.#make = make
  }

  get size(): number {
    return this.#circuits.size
  }

  /** How many were made so far. While it stands, every key means the circuit that it meant before: only a new one needs room. */
  get made(): number {
    return this.#made
  }

  /** The circuit, if one was ever needed. An unknown one is closed and idle. */
  peek(key: string): Circuit | undefined {
    return this.#circuits.get(key)
  }

  get(key: string): Circuit {
    const known = this.#circuits.get(key)
    const full = this.#circuits.size >= this.#capacity
    if (known) {
      // Who was used last matters only where somebody may have to go.
      if (full && this.#circuits.delete(key)) this.#circuits.set(key, known)
      return known
    }
    if (full) this.#makeRoom()
    const made = this.#make(key)
    this.#circuits.set(key, made)
    this.#made++
    return made
  }

  /** An idle closed circuit has little to forget; an open one that must go is asked once too often, no worse. */
  #makeRoom(): void {
    let oldest: string | undefined
    for (const [key, circuit] of this.#circuits) {
      oldest ??= key
      if (circuit.inFlight === 0 && circuit.state() === 'closed') return void this.#circuits.delete(key)
    }
    if (oldest !== undefined) this.#circuits.delete(oldest)
  }
}
