import { open } from 'node:fs/promises'
import { type AttemptRecord, FAILURE_KINDS } from '@understudy/spec'
import { z } from 'zod'

/** Attempts that a page shows; older ones are in the journal. */
const MOST_ATTEMPTS = 500
/** Most that is read at once, so that a journal of a year does not fill the memory. */
const MOST_BYTES = 1024 * 1024

/** No attempt takes longer; a picture of time must not be stretched by one line. */
const LONGEST_MS = 86_400_000

export interface JournalTail {
  /** The newest attempts, oldest first. */
  attempts(): readonly AttemptRecord[]
  /** Reads what was added since the last time. Never rejects: a journal that is not there yet is empty. */
  read(): Promise<void>
}

const attemptSchema = z.looseObject({
  number: z.number(),
  target: z.string(),
  requestedModel: z.string(),
  servedModel: z.string().optional(),
  startedAt: z.iso.datetime({ offset: true }),
  durationMs: z.number().min(0).max(LONGEST_MS),
  outcome: z.enum(['served', 'failed', 'refused', 'rejected', 'cancelled']),
  why: z.string(),
  failure: z.looseObject({ kind: z.enum(FAILURE_KINDS), scope: z.string(), sentence: z.string() }).optional(),
})

const recordSchema = z.looseObject({ entry: z.looseObject({ type: z.literal('attempt'), attempt: attemptSchema }) })

/** Anybody may have written the line; what is no attempt is not shown. */
function attemptOf(line: string): AttemptRecord[] {
  try {
    const { entry } = recordSchema.parse(JSON.parse(line))
    return [entry.attempt as unknown as AttemptRecord]
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
