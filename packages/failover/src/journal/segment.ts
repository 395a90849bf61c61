import type { RuntimeFiles } from '@understudy/spec'
import { UnderstudyError } from '@understudy/spec'
import { GENESIS, type JournalLine, readLine, sha256 } from './chain.ts'
import type { JournalHead, JournalKeeping } from './journal.ts'
import { isTorn, TornLines } from './torn.ts'

/** A part of the journal that was rotated away. */
export interface Segment {
  readonly path: string
  readonly last: JournalHead
}

/** Where a journal stands on disk: what the next record follows, and what must be written before it. */
export interface Tail {
  readonly head: JournalHead
  /** Bytes of the current file. */
  readonly size: number
  /** True when the file ends inside a line. */
  readonly needsNewline: boolean
  /** To be written first: one for each line that a crash tore. */
  readonly keeping: readonly JournalKeeping[]
  /** Lines at the end that are no records and that no crash left. */
  readonly altered: number
}

/** Names the segments that were rotated away, oldest first. Only a table of contents: the chain proves them. */
export function segmentsPath(path: string): string {
  return `${path}.segments`
}

export async function readSegments(files: RuntimeFiles, path: string): Promise<readonly Segment[]> {
  if (!(await files.stat(segmentsPath(path)))) return []
  const segments = parsed(await files.readText(segmentsPath(path)))
  if (segments) return segments
  throw new UnderstudyError(
    'journal-unusable',
    `${segmentsPath(path)} is not a list of a journal's segments. Restore it, or move it and the segments away to begin a new journal.`,
  )
}

function parsed(json: string): readonly Segment[] | null {
  try {
    const segments: unknown = JSON.parse(json)
    return Array.isArray(segments) && segments.every(isSegment) ? segments : null
  } catch {
    return null
  }
}

function isSegment(value: unknown): value is Segment {
  const { path, last } = (value ?? {}) as Partial<Segment>
  return typeof path === 'string' && Number.isSafeInteger(last?.seq) && typeof last?.hash === 'string'
}

/** Reads where the chain stands, after a start, a crash, or another process's write. @throws the system's error */
export async function readTail(files: RuntimeFiles, path: string): Promise<Tail> {
  const found = await files.stat(path)
  if (!found || found.size === 0) {
    const last = (await readSegments(files, path)).at(-1)
    return { head: last?.last ?? GENESIS, size: 0, needsNewline: false, keeping: [], altered: 0 }
  }
  const lines = (await files.readText(path)).split('\n')
  const { size } = found
  const needsNewline = lines.at(-1) !== ''
  if (!needsNewline) lines.pop()
  const before = (await readSegments(files, path)).at(-1)?.last ?? GENESIS
  return { size, needsNewline, ...endOf(lines, before) }
}

/**
 * Where the chain ends, and what crashes left behind it. A line that is neither a record nor the rest of one is not owned up to:
 * whoever checks the journal shall find it.
 */
function endOf(lines: readonly string[], before: JournalHead): Pick<Tail, 'head' | 'keeping' | 'altered'> {
  // Only the end is read: from the last record that does not own up to a crash.
  const records = new Map<number, JournalLine>()
  let from = lines.length - 1
  for (; from >= 0; from--) {
    const record = readLine(lines[from] ?? '')
    if (record) records.set(from, record)
    if (record && record.entry.type !== 'recovered') break
  }
  const torn = new TornLines()
  let head = before
  let altered = 0
  for (let at = Math.max(from, 0); at < lines.length; at++) {
    const line = lines[at] ?? ''
    const record = records.get(at)
    if (record?.entry.type === 'recovered') torn.own(record.entry)
    if (record) head = { seq: record.seq, hash: record.hash }
    else if (isTorn(line, head)) torn.add(line)
    else altered++
  }
  const keeping = torn.open.map((text): JournalKeeping => ({
    type: 'recovered',
    tornLength: text.length,
    tornHash: sha256(text),
  }))
  return { head, keeping, altered }
}

/** Moves a full file aside. The table of contents is written first, so that a crash in between loses no segment. */
export async function rotate(files: RuntimeFiles, path: string, head: JournalHead): Promise<void> {
  const aside: Segment = { path: `${path}.${head.seq}`, last: head }
  const segments = await readSegments(files, path)
  // A crash after the table and before the rename left an entry without a file; it is written again here.
  const kept = segments.filter((segment) => segment.path !== aside.path && segment.last.seq < head.seq)
  await files.writeText(segmentsPath(path), `${JSON.stringify([...kept, aside], null, 1)}\n`)
  await files.rename(path, aside.path)
}
