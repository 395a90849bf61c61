import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { SourceFile } from '@understudy/spec'
import { looksLikeSource } from './kinds.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface ReadLimits {
  /** Longest file that is read for review, in bytes. @default 262_144 */
  readonly maxFileBytes: number
}

export const READ_LIMITS: ReadLimits = Object.freeze({ maxFileBytes: 256 * 1024 })

/** Enough to see a NUL or a byte order mark without reading a large file. Git looks at the same number of bytes. */
const SNIFFED_BYTES = 8000

/** A link or pipe that took a file's place since the walk saw it is refused, not followed or waited for. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

const strictText = new TextDecoder('utf-8', { fatal: true })

/** Bytes in the largest unit that keeps them readable. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / (1024 * 1024), 'MB']
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`
}

/** Judges the content of a file that is known whole. Pure: tests and standard input use it directly. */
export function sourceFromBytes(path: string, bytes: Uint8Array): SourceFile | SkippedFile {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return skipped(path, 'not-utf8', 'It is UTF-16; only UTF-8 text is reviewed. Convert it, or leave it out with --exclude.')
  if (bytes.includes(0)) return binary(path)
  if (bytes.length === 0) return skipped(path, 'empty', 'It is empty.')
  try {
    return { path, content: strictText.decode(bytes) }
  } catch {
    return skipped(path, 'not-utf8', 'It is not valid UTF-8. Convert it, or leave it out with --exclude.')
  }
}

/** A NUL hides code from a reviewer but not from every interpreter, so a source file with one is not waved through. */
function binary(path: string): SkippedFile {
  return looksLikeSource(path)
    ? skipped(path, 'binary', 'It is named like source code but holds NUL bytes, so it was not sent to a model.', true)
    : skipped(path, 'binary', 'It is binary.')
}

async function sniff(file: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, SNIFFED_BYTES))
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
  return buffer.subarray(0, bytesRead)
}

async function readOpened(path: string, file: FileHandle, limits: ReadLimits): Promise<SourceFile | SkippedFile> {
  const { size } = await file.stat()
  if (size <= limits.maxFileBytes) return sourceFromBytes(path, await file.readFile())
  if ((await sniff(file, size)).includes(0)) return binary(path)
  const raise = `raise the limit with --max-file-size ${Math.ceil(size / 1024)}KB, or leave the file out with --exclude`
  return skipped(path, 'too-large', `It has ${byteSize(size)}, over the limit of ${byteSize(limits.maxFileBytes)}; ${raise}.`)
}

/** Reads one file, or says why it cannot be reviewed. Never throws for what is wrong with the file itself. */
export async function readSource(path: string, absolute: string, limits: ReadLimits): Promise<SourceFile | SkippedFile> {
  try {
    const file = await open(absolute, OPEN_FLAGS)
    try {
      return await readOpened(path, file, limits)
    } finally {
      await file.close()
    }
  } catch (error) {
    return unreadable(path, error)
  }
}

/** A file or folder that the system does not let us read. */
export function unreadable(path: string, error: unknown): SkippedFile {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  return skipped(path, 'unreadable', `It could not be read (${code}). Check its permissions.`)
}
