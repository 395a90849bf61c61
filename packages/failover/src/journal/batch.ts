import { chainLine } from './chain.ts'
import type { JournalEntry, JournalHead, JournalKeeping } from './journal.ts'
import type { Tail } from './segment.ts'

/** A record that is not yet known to be on disk. */
export interface Pending {
  readonly at: string
  readonly entry: JournalEntry | JournalKeeping
}

/** A batch on its way to the disk, with the hash that each of its records has there. */
export interface Batch {
  readonly text: string
  readonly head: JournalHead
  readonly records: readonly Pending[]
  readonly hashes: readonly string[]
}

/**
 * The text that goes on behind a tail: first what the journal must say about itself (a line torn by a crash, records that were
 * given up), then what waits. `at` is the time of the former, ISO 8601.
 */
export function composeBatch(tail: Tail, pending: readonly Pending[], lost: number, at: string): Batch {
  const keeping: JournalKeeping[] = [...tail.keeping]
  if (lost > 0) keeping.push({ type: 'lost', records: lost })
  const records: Pending[] = [...keeping.map((entry) => ({ at, entry })), ...pending]
  const hashes: string[] = []
  let head = tail.head
  let text = tail.needsNewline ? '\n' : ''
  for (const record of records) {
    const next = chainLine(head, record.at, record.entry)
    text += `${next.line}\n`
    head = next.head
    hashes.push(head.hash)
  }
  return { text, head, records, hashes }
}
