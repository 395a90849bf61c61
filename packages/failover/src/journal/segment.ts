import type { RuntimeFiles } from '@understudy/spec'
import { GENESIS, readLine, sha256 } from './chain.ts'
import type { JournalHead, JournalKeeping } from './journal.ts'

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
  /** To be written first, when a crash left half a line. */
  readonly keeping?: JournalKeeping
}

/** Names the segments that were rotated away, oldest first. Only a table of contents: the chain proves them. */
export function segmentsPath(path: string): string {
  return `${path}.segments`
}

export async function readSegments(files: RuntimeFiles, path: string): Promise<readonly Segment[]> {
  if (!(await files.stat(segmentsPath(path)))) return []
  const segments: unknown = JSON.parse(await files.readText(segmentsPath(path)))
  return Array.isArray(segments) ? (segments as Segment[]) : []
}

/** Reads where the chain stands, after a start, a crash, or another process's write. @throws the system's error */
export async function readTail(files: RuntimeFiles, path: string): Promise<Tail> {
  const found = await files.stat(path)
  if (!found || found.size === 0) {
    const last = (await readSegments(files, path)).at(-1)
    return { head: last?.last ?? GENESIS, size: 0, needsNewline: false }
  }
  const lines = (await files.readText(path)).split('\n')
  const cut = lines.pop() ?? ''
  const whole = cut === '' ? null : readLine(cut)
  const { size } = found
  if (whole) return { head: { seq: whole.seq, hash: whole.hash }, size, needsNewline: true }
  const at = lines.findLastIndex((line) => readLine(line) !== null)
  const last = (at === -1 ? null : readLine(lines[at] ?? '')) ?? (await readSegments(files, path)).at(-1)?.last
  const head = last ? { seq: last.seq, hash: last.hash } : GENESIS
  // A second crash may have come while the first was owned up to, so there can be more than one line that is no record.
  const torn = [...lines.slice(at + 1), ...(cut === '' ? [] : [cut])]
  if (torn.length === 0) return { head, size, needsNewline: false }
  const text = torn.join('\n')
  const keeping: JournalKeeping = { type: 'recovered', tornLength: text.length, tornHash: sha256(text) }
  return { head, size, needsNewline: cut !== '', keeping }
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
