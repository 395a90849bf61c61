import type { Span } from './span.ts'

/** Deeper nesting is not asked about: nobody reads code like that, and every answer would take as long. */
const DEEPEST = 64

/** Spans of a tree, any two of which are apart or one inside the other. */
export class Nest<S extends Span> {
  readonly #spans: readonly S[]
  /** Place of the next larger one around each. */
  readonly #parents: readonly number[]

  constructor(spans: readonly S[]) {
    this.#spans = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
    const parents: number[] = []
    let current = -1
    for (const [index, { start }] of this.#spans.entries()) {
      while (current >= 0 && start >= (this.#spans[current] as S).end) current = parents[current] ?? -1
      parents.push(current)
      current = index
    }
    this.#parents = parents
  }

  /** Those around an offset, from the inside out. */
  around(offset: number): readonly S[] {
    const found: S[] = []
    let at = startsBefore(this.#spans, offset, ({ start }) => start) - 1
    for (let depth = 0; at >= 0 && depth < DEEPEST; depth++, at = this.#parents[at] ?? -1) {
      const span = this.#spans[at] as S
      if (offset < span.end) found.push(span)
    }
    return found
  }
}

/** How many of the items, which are in order, stand at an offset or before it. */
export function startsBefore<T>(items: readonly T[], offset: number, placeOf: (item: T) => number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (placeOf(items[middle] as T) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
