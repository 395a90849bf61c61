import type { ErrorRow } from './row.ts'

/** What a type or code means when no narrower row took it; also for errors inside streams, which have no status. */
export const WORD_ROWS: readonly ErrorRow[] = [
  { word: ['overloaded_error', 'UNAVAILABLE', 'server_overloaded'], always: true, kind: 'overloaded' },
  { word: ['timeout_error', 'DEADLINE_EXCEEDED', 'ModelTimeoutException'], always: true, kind: 'timeout', scope: 'model' },
]

/** What is left to be told from the status alone. A 4xx that nobody knows speaks of this target only. */
export const STATUS_ROWS: readonly ErrorRow[] = [
  { status: 401, kind: 'auth' },
  { status: 402, kind: 'quota-exhausted' },
  { status: 403, kind: 'not-permitted', reason: 'no-access', explicit: false },
  { status: 404, kind: 'not-permitted', reason: 'unknown-model', explicit: false },
  { status: [407, 511], kind: 'unreachable' },
  { status: [408, 504, 524], kind: 'timeout', scope: 'model' },
  { status: [409, 424, 425, 499], kind: 'provider-error' },
  { status: 413, kind: 'unreachable' },
  { status: 429, kind: 'rate-limited' },
  { status: [498, 503, 529], kind: 'overloaded' },
  { status: [521, 522, 523, 525, 526, 530], kind: 'unreachable' },
]
