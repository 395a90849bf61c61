import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'
import type { Notice } from './notice.ts'

/** When a directive came, as nobody who writes one can choose. */
export interface Arrival {
  /** Epoch milliseconds at which it was first accepted here. */
  readonly at: number
  /** Keys that had signed the document that brought it, at most. */
  readonly signatures: number
}

/** Arrivals by what a directive says. */
export type Arrivals = Readonly<Record<string, Arrival>>

/** One name for one directive, word for word. */
export function directiveKey(notice: Notice): string {
  return createHash('sha256').update(canonicalJson(notice)).digest('hex').slice(0, 32)
}

/** Copies that the first edition kept say nothing of arrivals: whatever is in them came before everything that comes now. */
const BEFORE: Arrival = Object.freeze({ at: 0, signatures: 1 })

/** The arrivals of these directives: known ones as they were, `before` being those in force, new ones now. */
export function arrivalsOf(
  notices: readonly Notice[],
  before: { readonly notices: readonly Notice[]; readonly arrivals?: Arrivals } | null,
  now: Arrival,
): Arrivals {
  const present = new Set((before?.notices ?? []).map(directiveKey))
  return Object.fromEntries(
    notices.map((notice) => {
      const key = directiveKey(notice)
      if (!present.has(key)) return [key, now]
      const known = before?.arrivals?.[key] ?? BEFORE
      return [key, { at: known.at, signatures: Math.max(known.signatures, now.signatures) }]
    }),
  )
}

/**
 * The order in which directives took hold: whoever came first, or began first, stands first. Of those that came together, the one
 * that more keys signed.
 */
export function inOrderOfArrival(given: readonly { readonly notice: Notice; readonly arrival: Arrival }[]): readonly Notice[] {
  const since = ({ notice, arrival }: (typeof given)[number]): number => Math.max(arrival.at, Date.parse(notice.from))
  return given.toSorted((a, b) => since(a) - since(b) || b.arrival.signatures - a.arrival.signatures).map(({ notice }) => notice)
}
