import { realpath } from 'node:fs/promises'
import type { FoundPath } from './found.ts'
import { isInside, reportPath } from './report-path.ts'
import { skipped, type SkippedFile, type SkipReason } from './skip.ts'

/** Reasons that say of a file what it is, so that a link to it leads to the same. */
const PROVEN: ReadonlySet<SkipReason> = new Set<SkipReason>(['empty', 'lock-file', 'media', 'licence-text'])

/** What of a review is read, for judging links that lead there. */
export interface ReadSet {
  readonly files: ReadonlySet<string>
  /** Folders that such files lie in; the root is an empty text. */
  readonly folders: ReadonlySet<string>
  readonly skipped: ReadonlyMap<string, SkippedFile>
}

/** Makes it ready for asking. */
export function readSet(paths: Iterable<string>, left: ReadonlyMap<string, SkippedFile>): ReadSet {
  const files = new Set(paths)
  const folders = new Set<string>()
  for (const path of files) {
    let folder = path
    do {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
      if (folders.has(folder)) break
      folders.add(folder)
    } while (folder !== '')
  }
  return { files, folders, skipped: left }
}

/** A link is as good as what it leads to: covered where that is part of the review, and code that nobody read elsewhere. */
export function judgeTarget(path: string, target: string, { files, folders, skipped: left }: ReadSet): SkippedFile {
  const proven = PROVEN.has(left.get(target)?.reason ?? 'unreadable')
  return files.has(target) || proven || folders.has(target)
    ? skipped(path, 'symbolic-link', 'It is a symbolic link; its target is reviewed under its own path.')
    : skipped(path, 'link-target-not-read', `It is a symbolic link to ${target}, which is not part of the review.`)
}

/** Judges a link of a folder. It is never followed for reading. */
export async function judgeLink({ path, file }: FoundPath, root: string, read: ReadSet): Promise<SkippedFile> {
  if (path === 'node_modules' || path.endsWith('/node_modules'))
    return skipped(path, 'dependencies', 'It is a symbolic link to dependencies that lie elsewhere.')
  try {
    const target = await realpath(file)
    const whole = typeof target === 'string' ? target : String(target)
    if (isInside(root, whole)) return judgeTarget(path, reportPath(root, whole), read)
    return skipped(path, 'link-leaves-root', 'It is a symbolic link that leaves the reviewed folder, so it was not followed.')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ELOOP'
      ? skipped(path, 'link-loop', 'It is a symbolic link that leads back to itself.')
      : skipped(path, 'link-target-not-read', `It is a symbolic link to nothing that can be read (${code}).`)
  }
}
