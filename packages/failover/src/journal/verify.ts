import { type Runtime, systemRuntime, UnderstudyError } from '@understudy/spec'
import { GENESIS, type JournalLine, readLine, sha256 } from './chain.ts'
import type { JournalHead } from './journal.ts'
import { readSegments } from './segment.ts'

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
    throw new UnderstudyError('journal-unusable', `The journal ${options.path} cannot be read. Check its path and rights.`, {
      cause,
    })
  }
  throw new UnderstudyError('journal-unusable', `There is no journal at ${options.path}. Check the path.`)
}

class ChainCheck {
  readonly #findings: JournalFinding[] = []
  readonly #hashes = new Map<number, string>()
  /** Lines that are no records, until the record after them owns up to a crash. */
  #unread: { readonly file: string; readonly line: number; readonly text: string }[] = []
  #last: JournalHead = GENESIS
  #lost = 0
  #torn = false

  file(file: string, text: string): void {
    const lines = text.split('\n')
    const tail = lines.pop() ?? ''
    for (const [index, line] of lines.entries()) this.#line(file, index + 1, line)
    if (tail === '') return
    if (readLine(tail)) this.#line(file, lines.length + 1, tail)
    else this.#torn = true
  }

  end(head: JournalHead | undefined): JournalVerification {
    this.#ownUp(null)
    const last = this.#last
    if (head) this.#compare(head)
    return {
      ok: this.#findings.length === 0,
      records: this.#hashes.size,
      head: last.seq === 0 ? null : last,
      lost: this.#lost,
      torn: this.#torn,
      findings: this.#findings,
    }
  }

  #line(file: string, line: number, text: string): void {
    const record = readLine(text)
    if (!record) {
      this.#unread.push({ file, line, text })
      return
    }
    this.#ownUp(record)
    const { seq, prev, hash, entry } = record
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

  /** Lines that are no records are forgiven only to a crash, and only when the record after them names their hash. */
  #ownUp(next: JournalLine | null): void {
    const owned =
      next?.entry.type === 'recovered' && next.entry.tornHash === sha256(this.#unread.map(({ text }) => text).join('\n'))
    if (!owned) for (const { file, line } of this.#unread) this.#find('altered', file, line, 'is not as it was written')
    this.#unread = []
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
