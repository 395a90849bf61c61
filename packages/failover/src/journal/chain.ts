import { hash } from 'node:crypto'
import { safeName, safeSentence } from '@understudy/spec'
import type { JournalEntry, JournalHead, JournalKeeping } from './journal.ts'

/** What stands in one line. `hash` covers every byte of the line before it, the previous hash included. */
export interface JournalLine {
  readonly seq: number
  /** ISO 8601. */
  readonly at: string
  readonly prev: string
  readonly entry: JournalEntry | JournalKeeping
  readonly hash: string
}

/** What the first record follows. */
export const GENESIS: JournalHead = Object.freeze({ seq: 0, hash: '0'.repeat(64) })

const HASH_TAIL = /^(.*),"hash":"([0-9a-f]{64})"\}$/s

export function sha256(text: string): string {
  return hash('sha256', text)
}

/**
 * One record as a line without its newline, and the head after it. Sentences lose key shapes and control characters
 * here, at the one place that writes. Only ASCII is written: a byte that is none was not written by us.
 */
export function chainLine(
  head: JournalHead,
  at: string,
  entry: JournalEntry | JournalKeeping,
): { line: string; head: JournalHead } {
  const seq = head.seq + 1
  const json = JSON.stringify({ seq, at, prev: head.hash, entry }, (_, value: unknown) =>
    typeof value === 'string' ? safe(value) : value,
  )
  const body = json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).slice(0, -1)
  const hash = sha256(body)
  return { line: `${body},"hash":"${hash}"}`, head: { seq, hash } }
}

/** Hashes and ids are drawn by chance as keys are; only where there are words does that look tell. */
const safe = (text: string): string => (text.includes(' ') ? safeSentence(text) : safeName(text))

/** Reads a line back. Null when it is not a record, or when its hash does not fit what it says. */
export function readLine(line: string): JournalLine | null {
  const [, body, hash] = HASH_TAIL.exec(line) ?? []
  if (body === undefined || hash === undefined || sha256(body) !== hash) return null
  try {
    const record: unknown = JSON.parse(line)
    return isRecord(record) ? record : null
  } catch {
    return null
  }
}

const HASH = /^[0-9a-f]{64}$/

/** Anybody can write a line with a fitting hash, so its shape is looked at before anything is made of it. */
function isRecord(value: unknown): value is JournalLine {
  if (typeof value !== 'object' || value === null) return false
  const { seq, at, prev, entry } = value as Partial<Record<keyof JournalLine, unknown>>
  if (!Number.isSafeInteger(seq) || Number(seq) < 1 || typeof at !== 'string' || typeof prev !== 'string') return false
  if (!HASH.test(prev) || typeof entry !== 'object' || entry === null || !('type' in entry)) return false
  const { type, records, tornLength, tornHash } = entry as Record<string, unknown>
  if (type === 'lost') return Number.isSafeInteger(records) && Number(records) >= 0
  if (type === 'recovered') return typeof tornHash === 'string' && typeof tornLength === 'number'
  return typeof type === 'string'
}
