import type { Dirent } from 'node:fs'
import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { descend, type IgnoreRules, isIgnored, rulesAt } from './ignore-rules.ts'
import { leftOutByName, type NameRules } from './left-out.ts'
import { unreadable } from './read.ts'
import { isInside, reportPath } from './report-path.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface WalkOptions extends NameRules {
  /** Absolute real path; paths are given relative to it, and links that leave it are not followed. */
  readonly root: string
  /** Respect `.gitignore`. */
  readonly gitignore: boolean
}

/** What a walk came across, in the order of paths. */
export interface Walked {
  /** Relative to the root. */
  readonly files: readonly string[]
  readonly skipped: readonly SkippedFile[]
  /** Files and folders that `.gitignore` leaves out; a folder counts once. */
  readonly ignored: number
}

interface Findings {
  readonly files: string[]
  readonly skipped: SkippedFile[]
  ignored: number
}

/** Code-unit order, so that the order of a review does not depend on the file system or the locale. */
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** Every reviewable file beneath `start`. Links are named, never followed, so a loop cannot happen. */
export async function walk(start: string, options: WalkOptions): Promise<Walked> {
  const found: Findings = { files: [], skipped: [], ignored: 0 }
  await visitFolder(start, options.gitignore ? await rulesAt(start) : null, options, found)
  return found
}

async function visitFolder(folder: string, rules: IgnoreRules | null, options: WalkOptions, found: Findings): Promise<void> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    found.skipped.push(unreadable(`${reportPath(options.root, folder)}/`, error))
    return
  }
  for (const entry of entries.toSorted(byName)) {
    const absolute = join(folder, entry.name)
    const path = reportPath(options.root, absolute)
    // The repository's own memory is never code.
    if (entry.name === '.git') continue
    const left = leftOutByName(path, entry.isDirectory(), options)
    // A link under the name of a folder that is left out is left out like one: a shared `node_modules`.
    const leftLink = entry.isSymbolicLink() ? leftOutByName(path, true, options) : null
    if (left && !entry.isSymbolicLink()) found.skipped.push(left)
    else if (leftLink?.reason === 'excluded') found.skipped.push(leftLink)
    else if (rules && isIgnored(rules, absolute, entry.isDirectory())) found.ignored++
    else if (entry.isDirectory()) await visitFolder(absolute, rules && (await descend(rules, absolute)), options, found)
    else if (entry.isSymbolicLink()) found.skipped.push(await judgeLink(path, absolute, options.root))
    else if (!entry.isFile()) found.skipped.push(skipped(path, 'special-file', 'It is a socket, pipe or device.', false))
    else found.files.push(path)
  }
}

/** A link inside the root points at what is reviewed under its own name; one that leaves it is code nobody looked at. */
async function judgeLink(path: string, absolute: string, root: string): Promise<SkippedFile> {
  try {
    const target = await realpath(absolute)
    return isInside(root, target)
      ? skipped(path, 'symbolic-link', 'It is a symbolic link; its target is reviewed under its own path.')
      : skipped(path, 'link-leaves-root', 'It is a symbolic link that leaves the reviewed folder, so it was not followed.')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ELOOP'
      ? skipped(path, 'link-loop', 'It is a symbolic link that leads back to itself.', false)
      : skipped(path, 'symbolic-link', `It is a symbolic link to nothing that can be read (${code}).`)
  }
}
