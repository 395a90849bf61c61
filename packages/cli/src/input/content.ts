import type { SourceFile } from '@understudy/spec'
import { lfsPointer } from '../git/working-tree.ts'
import { binaryWords } from './kinds/binary.ts'
import { isLicenceText } from './kinds/licence-text.ts'
import { isLockFile, isNamedLockFile } from './kinds/lock-files.ts'
import { isMedia, isNamedMedia } from './kinds/media.ts'
import { skipped, type SkippedFile } from './skip.ts'

/** Longest picture or lock file that is looked at to prove that it is one. */
export const LONGEST_PROVEN = 32 * 1024 * 1024

const strictText = new TextDecoder('utf-8', { fatal: true })

/** True when the name alone makes it worth reading a file that is too long to be reviewed: it may be proven to hold no code. */
export function mayBeProven(path: string, size: number): boolean {
  return size <= LONGEST_PROVEN && (isNamedMedia(path) || isNamedLockFile(path))
}

/** What is proven by its content to hold nothing to review; null for everything else. */
export function provenHarmless(path: string, bytes: Uint8Array): SkippedFile | null {
  if (bytes.length === 0) return skipped(path, 'empty', 'It is empty.')
  if (isMedia(path, bytes)) return skipped(path, 'media', 'It is a picture, font or recording.')
  if (isLockFile(path, bytes)) return skipped(path, 'lock-file', 'It is a lock file.')
  return isLicenceText(path, bytes) ? skipped(path, 'licence-text', 'It is the text of a licence.') : null
}

/** Judges the content of a file that is known whole, by the content and never by the name alone. Pure. */
export function sourceFromBytes(path: string, bytes: Uint8Array): SourceFile | SkippedFile {
  const harmless = provenHarmless(path, bytes)
  if (harmless) return harmless
  if (lfsPointer(bytes))
    return skipped(path, 'lfs-pointer', 'It is a Git LFS pointer, and its content is not here. Fetch it with: git lfs pull')
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return skipped(path, 'not-utf8', 'It is UTF-16; only UTF-8 text is reviewed. Convert it, or leave it out with --exclude.')
  // A NUL hides code from a reviewer but not from every interpreter, so nothing that holds one is waved through.
  if (bytes.includes(0)) return skipped(path, 'binary', `It is ${binaryWords(bytes)}, which no model can read.`)
  try {
    return { path, content: strictText.decode(bytes) }
  } catch {
    const words = binaryWords(bytes)
    return words === 'binary'
      ? skipped(path, 'not-utf8', 'It is not valid UTF-8. Convert it, or leave it out with --exclude.')
      : skipped(path, 'binary', `It is ${words}, which no model can read.`)
  }
}
