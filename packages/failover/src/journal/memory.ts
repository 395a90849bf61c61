import { checkMembers, checkNumber } from '@understudy/spec'
import type { Journal, JournalEntry } from './journal.ts'

/** How much a journal in memory keeps. */
export interface MemoryJournalOptions {
  /** Entries kept; older ones are dropped and counted as lost. @default 10_000 */
  readonly capacity?: number
}

/** A journal whose entries can be read back. */
export interface MemoryJournal extends Journal {
  /** What is kept, oldest first. */
  entries(): readonly JournalEntry[]
}

/** A journal that lives as long as the process; the default of a library that must not write files. */
export function memoryJournal(options: MemoryJournalOptions = {}): MemoryJournal {
  checkMembers('memoryJournal', options, ['capacity'])
  const capacity = checkNumber('memoryJournal.capacity', options.capacity ?? 10_000, { min: 1, whole: true })
  // A ring: dropping the oldest of an array would copy it on every record.
  const ring: JournalEntry[] = []
  let recorded = 0

  return {
    record(entry) {
      ring[recorded++ % capacity] = entry
    },
    flush: async () => {},
    close: async () => {},
    state: () => ({ recorded, pending: 0, lost: Math.max(0, recorded - capacity) }),
    head: () => null,
    entries() {
      const start = recorded > capacity ? recorded % capacity : 0
      return [...ring.slice(start), ...ring.slice(0, start)]
    },
  }
}
