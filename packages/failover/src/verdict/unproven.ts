import type { FailureKind } from '@understudy/spec'

/** How a target last turned its caller away, as a store keeps it. */
export interface Refusal {
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: FailureKind
  readonly sentence: string
}

/** Why nobody knows that a target would serve. */
export interface Unproven {
  /** It never gave this credential an answer, or the vendor has refused the credential since. */
  readonly why: 'never-served' | 'refused'
  readonly sentence: string
}

/** Kinds that no suspension keeps in mind: the account is turned away until somebody sees to it. */
const ACCOUNT: ReadonlySet<FailureKind> = new Set(['auth', 'quota-exhausted'])

/** Kinds that say why a target never served: its id, its key or its address may be wrong. */
const TELLING: ReadonlySet<FailureKind> = new Set([...ACCOUNT, 'not-permitted', 'withdrawn', 'region-blocked', 'unreachable'])

/** Whether a failure says that the next call would fare no better. */
export const isWorthKeeping = (kind: FailureKind): boolean => TELLING.has(kind)

/** What is known of a target, by its last good answer and how it last turned the caller away. Null when it is proven. */
export function unproven(lastServedAt: number | null, refusal: Refusal | null): Unproven | null {
  if (lastServedAt === null)
    return {
      why: 'never-served',
      sentence: `it never served this credential${refusal ? `; last time: ${refusal.sentence}` : ''}`,
    }
  if (!refusal || refusal.at <= lastServedAt || !ACCOUNT.has(refusal.kind)) return null
  return { why: 'refused', sentence: `it has refused this credential since it served last: ${refusal.sentence}` }
}

/** Reads a kept refusal; null for what is none. */
export function readRefusal(json: string | null): Refusal | null {
  if (json === null) return null
  try {
    const { at, kind, sentence } = JSON.parse(json) as Partial<Refusal>
    return typeof at === 'number' && typeof kind === 'string' && typeof sentence === 'string' ? { at, kind, sentence } : null
  } catch {
    return null
  }
}
