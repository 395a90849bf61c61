import { hasCode, type Runtime, systemRuntime, UnderstudyError } from '@understudy/spec'
import { GENESIS, readLine } from './chain.ts'
import type { JournalHead, JournalKeeping } from './journal.ts'
import { readSegments } from './segment.ts'
import { isTorn, TornLines } from './torn.ts'

/** What was done to a journal, as far as its chain of hashes shows it. */
export type JournalFault = 'altered' | 'removed' | 'reordered' | 'cut'

/** One place at which the chain does not hold. */
export interface JournalFinding {
  readonly fault: JournalFault
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly sentence: string
}

/** What a check of a whole journal found. */
export interface JournalVerification {
  /** True when no record was altered, removed, reordered or cut, as far as the head given can show. */
  readonly ok: boolean
  readonly records: number
  readonly head: JournalHead | null
  /** Records that the journal itself says were lost while the disk was full. */
  readonly lost: number
  /** Lines that crashes tore and later records own up to: one for each, with nothing whole in it. */
  readonly recovered: number
  /** True when the last line is half written, as after a crash. Not tampering; the next start says so in the chain. */
  readonly torn: boolean
  readonly findings: readonly JournalFinding[]
}

/** One file of a journal, as text. */
export interface JournalText {
  readonly file: string
  readonly text: string
}

/**
 * Checks a whole chain, files in order. Without `head` a journal whose end was cut off, or that was written anew from
 * the start, cannot be told from a whole one; so keep a head elsewhere.
 */
export function verifyChain(texts: readonly JournalText[], head?: JournalHead): JournalVerification {
  const check = new ChainCheck()
  for (const { file, text } of texts) check.file(file, text)
  return check.end(head)
}

/**
 * Reads a journal with its rotated segments and checks the chain.
 * @throws UnderstudyError `journal-unusable` when a file cannot be read
 */
export async function verifyJournal(options: {
  readonly path: string
  readonly head?: JournalHead
  readonly runtime?: Runtime
}): Promise<JournalVerification> {
  const { files } = options.runtime ?? systemRuntime
  const paths = [options.path]
  try {
    for (const segment of (await readSegments(files, options.path)).toReversed())
      // A segment whose file is missing shows as removed records, unless its rename never happened.
      if (await files.stat(segment.path)) paths.unshift(segment.path)
    const texts: JournalText[] = []
    for (const path of paths) if (await files.stat(path)) texts.push({ file: path, text: await files.readText(path) })
    if (texts.length > 0) return verifyChain(texts, options.head)
  } catch (cause) {
    if (hasCode(cause, 'journal-unusable')) throw cause
    throw new UnderstudyError('journal-unusable', `The journal ${options.path} cannot be read. Check its path and rights.`, {
      cause,
    })
  }
  throw new UnderstudyError('journal-unusable', `There is no journal at ${options.path}. Check the path.`)
}

class ChainCheck {
  readonly #findings: JournalFinding[] = []
  readonly #hashes = new Map<number, string>()
  /** Lines that a crash tore, until the records after them own up to each. */
  readonly #unowned = new TornLines()
  #unownedAt: { readonly file: string; readonly line: number }[] = []
  /** Set while the file before ended in a torn line: only the last one may. */
  #tail: { readonly file: string; readonly line: number } | null = null
  #recovered = 0
  #last: JournalHead = GENESIS
  #lost = 0

  file(file: string, text: string): void {
    if (this.#tail) this.#find('altered', this.#tail.file, this.#tail.line, 'is not as it was written')
    this.#tail = null
    const lines = text.split('\n')
    const tail = lines.pop() ?? ''
    for (const [index, line] of lines.entries()) this.#line(file, index + 1, line)
    if (tail === '') return
    const line = lines.length + 1
    if (!readLine(tail) && isTorn(tail, this.#last)) this.#tail = { file, line }
    else this.#line(file, line, tail)
  }

  end(head: JournalHead | undefined): JournalVerification {
    const last = this.#last
    if (head) this.#compare(head)
    return {
      ok: this.#findings.length === 0,
      records: this.#hashes.size,
      head: last.seq === 0 ? null : last,
      lost: this.#lost,
      recovered: this.#recovered,
      // What the last crash left waits for the next start to own up to it.
      torn: this.#tail !== null || this.#unowned.open.length > 0,
      findings: this.#findings,
    }
  }

  #line(file: string, line: number, text: string): void {
    const record = readLine(text)
    if (!record) return this.#noRecord(file, line, text)
    const { seq, prev, hash, entry } = record
    if (entry.type === 'recovered') this.#ownUp(entry, file, line)
    else this.#disown()
    if (prev !== this.#last.hash)
      this.#find(this.#breach(seq), file, line, `follows record ${this.#last.seq} but names another one before it`)
    this.#hashes.set(seq, hash)
    this.#last = { seq, hash }
    if (entry.type === 'lost') this.#lost += entry.records
  }

  #breach(seq: number): JournalFault {
    if (seq <= this.#last.seq) return 'reordered'
    return seq === this.#last.seq + 1 ? 'altered' : 'removed'
  }

  #noRecord(file: string, line: number, text: string): void {
    if (!isTorn(text, this.#last)) return this.#find('altered', file, line, 'is not as it was written')
    this.#unowned.add(text)
    this.#unownedAt.push({ file, line })
  }

  /** Half a line is forgiven only to a crash, and only when a record names its hash. */
  #ownUp(entry: Extract<JournalKeeping, { type: 'recovered' }>, file: string, line: number): void {
    if (!this.#unowned.own(entry)) return this.#find('altered', file, line, 'owns up to another line than the one before it')
    this.#unownedAt.shift()
    this.#recovered++
  }

  #disown(): void {
    for (const { file, line } of this.#unownedAt) this.#find('altered', file, line, 'is not as it was written')
    this.#unownedAt = []
    this.#unowned.clear()
  }

  #compare(head: JournalHead): void {
    const hash = this.#hashes.get(head.seq)
    if (hash === head.hash) return
    if (hash === undefined) this.#find('cut', '', 0, `ends before record ${head.seq}, which the head names`)
    else this.#find('altered', '', 0, `has another record ${head.seq} than the head names`)
  }

  #find(fault: JournalFault, file: string, line: number, what: string): void {
    const where = line === 0 ? 'The journal' : `Line ${line} of ${file}`
    this.#findings.push({ fault, file, line, sentence: `${where} ${what}.` })
  }
}
