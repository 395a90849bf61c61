import { type Channel, targetKey } from '@understudy/spec'
import type { HealthStore } from '../store/store.ts'
import { directiveKey } from './arrival.ts'
import type { Notice } from './notice.ts'

/** Remembers what directives barred, so that none that was in force is ever held again. */
export interface InForce {
  /** Whether the directive barred this before. */
  has(notice: Notice, place: string): boolean
  /** It bars this now. Never throws. */
  add(notice: Notice, place: string): void
}

/** What a directive bars at once: one target for one task. */
export function barredPlace({ channel, model }: { readonly channel: Channel; readonly model: string }, task: string): string {
  return `${task} ${targetKey(channel, model)}`
}

/** A memory that lasts as long as whoever holds it. */
export function rememberedHere(): InForce {
  const places = new WeakMap<Notice, Set<string>>()
  return {
    has: (notice, place) => places.get(notice)?.has(place) ?? false,
    add: (notice, place) => void (places.get(notice) ?? places.set(notice, new Set()).get(notice))?.add(place),
  }
}

const MOST_PLACES = 10_000

/** A memory that outlives the process. A store that cannot be used forgets at its end, and not before. */
export function rememberedIn(store: HealthStore): InForce {
  const known = new Map<Notice, { readonly key: string; readonly places: Set<string> }>()
  const of = (notice: Notice): { readonly key: string; readonly places: Set<string> } => {
    const found = known.get(notice)
    if (found) return found
    const key = `notice-in-force|${directiveKey(notice)}`
    const entry = { key, places: new Set(placesIn(store, key)) }
    known.set(notice, entry)
    return entry
  }
  return {
    has: (notice, place) => of(notice).places.has(place),
    add(notice, place) {
      const { key, places } = of(notice)
      if (places.has(place) || places.size >= MOST_PLACES) return
      places.add(place)
      try {
        // Others may have added to it since it was read.
        store.saveCheckpoint(key, JSON.stringify([...new Set([...placesIn(store, key), ...places])]))
      } catch {
        // It is remembered here; what cannot be kept is told by whoever asks the store for suspensions.
      }
    },
  }
}

function placesIn(store: HealthStore, key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(store.checkpoint(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((place) => typeof place === 'string') : []
  } catch {
    return []
  }
}
