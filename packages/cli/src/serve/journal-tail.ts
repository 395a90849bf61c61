import { open } from 'node:fs/promises'
import type { AttemptRecord } from '@understudy/spec'

/** Attempts that a page shows; older ones are in the journal. */
const MOST_ATTEMPTS = 500
/** Most that is read at once, so that a journal of a year does not fill the memory. */
const MOST_BYTES = 1024 * 1024

export interface JournalTail {
  /** The newest attempts, oldest first. */
  attempts(): readonly AttemptRecord[]
  /** Reads what was added since the last time. Never rejects: a journal that is not there yet is empty. */
  read(): Promise<void>
}

function attemptOf(line: string): AttemptRecord[] {
  try {
    const { entry } = JSON.parse(line) as { readonly entry?: { readonly type?: string; readonly attempt?: AttemptRecord } }
    return entry?.type === 'attempt' && entry.attempt ? [entry.attempt] : []
  } catch {
    return []
  }
}

/** Follows a journal that another process writes, its rotation included. */
export function followJournal(path: string): JournalTail {
  let attempts: AttemptRecord[] = []
  let offset = 0
  let rest = ''
  return {
    attempts: () => attempts,
    async read() {
      const file = await open(path, 'r').catch(() => null)
      if (!file) return
      try {
        const { size } = await file.stat()
        // Shorter than before: it was rotated, and a new one begun.
        if (size < offset) [offset, rest] = [0, '']
        const from = Math.max(offset, size - MOST_BYTES)
        const buffer = Buffer.alloc(size - from)
        const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
        const lines = ((from === offset ? rest : '') + buffer.toString('utf8', 0, bytesRead)).split('\n')
        offset = from + bytesRead
        rest = lines.pop() ?? ''
        attempts = [...attempts, ...lines.flatMap(attemptOf)].slice(-MOST_ATTEMPTS)
      } finally {
        await file.close()
      }
    },
  }
}
