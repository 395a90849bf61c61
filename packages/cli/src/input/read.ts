import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { SourceFile } from '@understudy/spec'
import { mayBeProven, provenHarmless, sourceFromBytes } from './content.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface ReadLimits {
  /** Longest file that is read for review, in bytes. @default 262_144 */
  readonly maxFileBytes: number
}

export const READ_LIMITS: ReadLimits = Object.freeze({ maxFileBytes: 256 * 1024 })

/** A link or pipe that took a file's place since the walk saw it is refused, not followed or waited for. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Bytes in the largest unit that keeps them readable. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / (1024 * 1024), 'MB']
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`
}

/** A file over the limit. */
export function tooLarge(path: string, size: number, { maxFileBytes }: ReadLimits): SkippedFile {
  const raise = `raise the limit with --max-file-size ${Math.ceil(size / 1024)}KB, or leave the file out with --exclude`
  return skipped(path, 'too-large', `It has ${byteSize(size)}, over the limit of ${byteSize(maxFileBytes)}; ${raise}.`)
}

/** Judges a file of a known size by its content, which is only read where that can tell something. */
export async function judgeSized(
  path: string,
  size: number,
  read: () => Promise<Uint8Array>,
  limits: ReadLimits,
): Promise<SourceFile | SkippedFile> {
  if (size <= limits.maxFileBytes) return sourceFromBytes(path, await read())
  return (mayBeProven(path, size) && provenHarmless(path, await read())) || tooLarge(path, size, limits)
}

async function readOpened(path: string, file: FileHandle, limits: ReadLimits): Promise<SourceFile | SkippedFile> {
  const found = await file.stat()
  if (!found.isFile()) return skipped(path, 'unreadable', 'It is a socket, pipe or device now.')
  return judgeSized(path, found.size, () => file.readFile(), limits)
}

/** Reads one file, or says why it cannot be reviewed. Never throws for what is wrong with the file itself. */
export async function readSource(path: string, absolute: string | Buffer, limits: ReadLimits): Promise<SourceFile | SkippedFile> {
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

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'Check its permissions.',
  EPERM: 'Check its permissions.',
  ENOENT: 'It went away while the review began.',
  ELOOP: 'It is a symbolic link now, which is not followed.',
  EISDIR: 'It is a folder now.',
  ENOTDIR: 'A folder on its way is none any more.',
  ENAMETOOLONG: 'Its path is too long for this system.',
  ENXIO: 'It is a socket, pipe or device.',
}

/** A file or folder that the system does not let us read. */
export function unreadable(path: string, error: unknown): SkippedFile {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  return skipped(path, 'unreadable', `It could not be read (${code}). ${WORDS[code] ?? ''}`.trim())
}
