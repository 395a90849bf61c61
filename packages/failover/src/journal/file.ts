import {
  type AppendFile,
  checkMembers,
  checkNumber,
  checkText,
  isoTime,
  type Runtime,
  safeSentence,
  systemRuntime,
} from '@understudy/spec'
import { type Batch, composeBatch, type Pending } from './batch.ts'
import { GENESIS } from './chain.ts'
import type { Journal, JournalEntry, JournalHead } from './journal.ts'
import { readTail, rotate, type Tail } from './segment.ts'
import { whileLocked } from './write-lock.ts'

/** Why the journal cannot be written now, and how many records wait or are lost. */
export interface JournalProblem {
  /** The system's code, such as `ENOSPC`; `records-lost`; `altered` when lines are not as they were written. */
  readonly code: string
  readonly sentence: string
  readonly pending: number
  readonly lost: number
}

/** Where a journal is kept, and what is done when it cannot be written. */
export interface FileJournalOptions {
  /** The file; made when missing. Several processes may write to one; each waits while another does. */
  readonly path: string
  /** @default systemRuntime */
  readonly runtime?: Runtime
  /** Size at which a file is moved aside and a new one begun, in bytes. @default 67_108_864 (64 MB) */
  readonly maxBytes?: number
  /** Records kept while nothing can be written; older ones are given up and counted. @default 10_000 */
  readonly maxPending?: number
  /** Told when writing begins to fail, and when records are given up. */
  readonly onProblem?: (problem: JournalProblem) => void
  /** Told after every flush; keep the head where the writer cannot change it. */
  readonly onHead?: (head: JournalHead) => void
}

/**
 * A journal in a file, one JSON record a line, each chained to the one before by SHA-256. Writes and forces to disk
 * when flushed: once per execution, since forcing costs some 200 µs. A full disk stops nothing, but is reported.
 *
 * @throws InvalidOptionError for a bad option. The file itself is opened at the first flush.
 */
export function fileJournal(options: FileJournalOptions): Journal {
  return new FileJournal(options)
}

/** A disk that is full must not slow the work: after so much time in vain, in milliseconds, the next try waits. */
const MOST_WASTED_MS = 400
const PAUSE_MS = 60_000

class FileJournal implements Journal {
  readonly #options: FileJournalOptions
  readonly #path: string
  readonly #runtime: Runtime
  readonly #maxBytes: number
  readonly #maxPending: number
  #pending: Pending[] = []
  #recorded = 0
  #lost = 0
  /** Lost records that the file does not yet speak of. */
  #unsaid = 0
  #failing: string | undefined
  #file: AppendFile | undefined
  #size = 0
  #head: JournalHead = GENESIS
  /** Set while it is not known how much of a batch reached the disk. */
  #uncertain: Batch | undefined
  #closed = false
  #toldAltered = false
  /** Monotonic milliseconds. */
  #triedAt = 0
  #waitUntil = Number.NEGATIVE_INFINITY
  /** Time that writes took which failed, since the last that did not. */
  #wastedMs = 0
  #work: Promise<void> = Promise.resolve()

  constructor(options: FileJournalOptions) {
    checkMembers('fileJournal', options, ['path', 'runtime', 'maxBytes', 'maxPending', 'onProblem', 'onHead'])
    this.#options = options
    this.#path = checkText('fileJournal.path', options.path)
    this.#runtime = options.runtime ?? systemRuntime
    this.#maxBytes = checkNumber('fileJournal.maxBytes', options.maxBytes ?? 64 * 1024 * 1024, { min: 1024, whole: true })
    this.#maxPending = checkNumber('fileJournal.maxPending', options.maxPending ?? 10_000, { min: 1, whole: true })
  }

  record(entry: JournalEntry): void {
    this.#recorded++
    if (this.#closed) return this.#lose(1, 'the journal was closed')
    this.#pending.push({ at: this.#now(), entry })
    // Dropped in batches: shifting one by one would copy the list each time.
    const surplus = this.#pending.length - this.#maxPending
    if (surplus > this.#maxPending / 10) {
      this.#pending = this.#pending.slice(surplus)
      this.#lose(surplus, this.#failing ?? 'nothing was flushed for long')
    }
  }

  flush(): Promise<void> {
    this.#work = this.#work.then(() => this.#write()).catch((error: unknown) => this.#fail(error))
    return this.#work
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.flush()
    if (this.#pending.length > 0) this.#lose(this.#pending.splice(0).length, this.#failing ?? 'the journal was closed')
    await this.#release()
  }

  state() {
    const failing = this.#failing
    return {
      recorded: this.#recorded,
      pending: this.#pending.length,
      lost: this.#lost,
      ...(failing !== undefined && { failing }),
    }
  }

  head(): JournalHead | null {
    return this.#head.seq === 0 ? null : this.#head
  }

  async #write(): Promise<void> {
    const now = this.#runtime.now()
    if (this.#pending.length === 0 || (now < this.#waitUntil && !this.#closed)) return
    this.#triedAt = now
    await whileLocked(this.#runtime, this.#path, () => this.#append())
    this.#wastedMs = 0
  }

  async #append(): Promise<void> {
    const { files } = this.#runtime
    let tail = await this.#open()
    if (tail.size >= this.#maxBytes && tail.keeping.length === 0 && tail.altered === 0) {
      await this.#release()
      await rotate(files, this.#path, tail.head)
      tail = await this.#open()
    }
    this.#file ??= await files.openAppend(this.#path)
    const batch = composeBatch(tail, this.#pending, this.#unsaid, this.#now())
    this.#uncertain = batch
    await this.#file.append(batch.text)
    await this.#file.sync()
    this.#settle(batch, batch.records.length)
    this.#head = batch.head
    this.#size = tail.size + batch.text.length
    this.#failing = undefined
    this.#hook(() => this.#options.onHead?.(batch.head))
  }

  /** The first `count` records of a batch are on disk. */
  #settle(batch: Batch, count: number): void {
    const written = new Set(batch.records.slice(0, count))
    for (const { entry } of written) if (entry.type === 'lost') this.#unsaid -= entry.records
    this.#pending = this.#pending.filter((record) => !written.has(record))
    this.#uncertain = undefined
  }

  /** The tail as we left it, or as it is on disk when it was never read or is not as we left it. */
  async #open(): Promise<Tail> {
    const { files } = this.#runtime
    const found = this.#file && (await files.stat(this.#path))
    if (found && found.size === this.#size)
      return { head: this.#head, size: this.#size, needsNewline: false, keeping: [], altered: 0 }
    await this.#release()
    const tail = await readTail(files, this.#path)
    if (tail.altered > 0 && !this.#toldAltered) {
      this.#toldAltered = true
      this.#say(
        'altered',
        `${tail.altered} lines at the end of the journal ${this.#path} are not as they were written. Check it: understudy audit verify`,
      )
    }
    // A full disk may have taken the first half of a batch; what is there must not be written twice.
    if (this.#uncertain) this.#settle(this.#uncertain, this.#uncertain.hashes.indexOf(tail.head.hash) + 1)
    return tail
  }

  #now(): string {
    return isoTime(this.#runtime.wallTime())
  }

  async #release(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close().catch(() => {})
  }

  async #fail(error: unknown): Promise<void> {
    await this.#release()
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
    const now = this.#runtime.now()
    // A lock that another process holds is no trouble of the disk: it waits its turn.
    if (code !== 'EBUSY') this.#wastedMs += now - this.#triedAt
    if (this.#wastedMs > MOST_WASTED_MS) this.#waitUntil = now + PAUSE_MS
    const first = this.#failing === undefined
    this.#failing = safeSentence(`The journal ${this.#path} cannot be written (${code}).`)
    if (first) this.#say(code, `${this.#failing} Work goes on; records wait in memory.`)
  }

  #lose(records: number, why: string): void {
    this.#lost += records
    this.#unsaid += records
    this.#say('records-lost', `${records} records of the journal ${this.#path} were given up: ${why}.`)
  }

  #say(code: string, sentence: string): void {
    const problem = { code, sentence, pending: this.#pending.length, lost: this.#lost }
    this.#hook(() => this.#options.onProblem?.(problem))
  }

  /** A throwing listener must not look like a full disk. */
  #hook(call: () => void): void {
    try {
      call()
    } catch {
      // Its own fault; the journal goes on.
    }
  }
}
