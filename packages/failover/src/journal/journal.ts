import type { AttemptRecord, Channel, TaskName } from '@understudy/spec'

/** A text as the journal may know it: how long it is, and a salted hash when a salt was given. Never the text. */
export interface InputDigest {
  /** UTF-16 code units. */
  readonly length: number
  /** HMAC-SHA-256 under the operator's salt, hex. Absent without a salt: a bare hash of source code can be guessed. */
  readonly hash?: string
}

/** What is written down. Holds no prompt, code, body, header or key. */
export type JournalEntry =
  | {
      readonly type: 'execution-started'
      readonly executionId: string
      readonly task: TaskName
      readonly promptVersion: string
      readonly input: InputDigest
      readonly files: number
    }
  | {
      readonly type: 'attempt'
      readonly executionId: string
      readonly attempt: AttemptRecord
      /** Where the input was disclosed to. */
      readonly disclosedTo?: Pick<Channel, 'endpoint' | 'region' | 'residency'>
    }
  | {
      /** Anything decided: a target skipped, barred or lifted, a circuit opened, a notice applied, … */
      readonly type: 'decision'
      readonly executionId?: string
      readonly decision: string
      readonly target?: string
      readonly why: string
      readonly data?: Readonly<Record<string, string | number | boolean | null>>
    }
  | {
      readonly type: 'execution-finished'
      readonly executionId: string
      readonly outcome: 'succeeded' | 'failed' | 'cancelled'
      readonly target?: string
      readonly code?: string
    }

/** What the journal writes about itself. */
export type JournalKeeping =
  /** What stands before it was torn by a crash; named by its hash so that it cannot be used to hide a record. */
  | { readonly type: 'recovered'; readonly tornLength: number; readonly tornHash: string }
  /** Records that could not be written while the disk was full. */
  | { readonly type: 'lost'; readonly records: number }

/** The last record that is safely on disk. Keep it elsewhere (a build's artifact, a log): a cut is found against it. */
export interface JournalHead {
  readonly seq: number
  /** SHA-256 of the record, hex. */
  readonly hash: string
}

/** How far a journal has come. */
export interface JournalState {
  /** Records taken over so far. */
  readonly recorded: number
  /** Records not yet on disk. */
  readonly pending: number
  /** Records given up because too many were pending. */
  readonly lost: number
  /** Why the last write failed; absent while all is well. */
  readonly failing?: string
}

/** The record of what was done and why. */
export interface Journal {
  /** Takes an entry over. Never throws and never waits. */
  record(entry: JournalEntry): void
  /** Resolves once everything recorded before is on disk, or the failure was reported. Never rejects. */
  flush(): Promise<void>
  /** Flushes, then lets go of the file. Never rejects. */
  close(): Promise<void>
  state(): JournalState
  /** Null before the first record is safe. */
  head(): JournalHead | null
}
