import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDependencyFolder, mayBeDependencyFolder } from './dependency-folders.ts'
import type { FoundPath, FoundPaths } from './found.ts'
import { leftOutByName, type NameRules } from './left-out.ts'
import { unreadable } from './read.ts'
import { reportPath } from './report-path.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface WalkOptions extends NameRules {
  /** Absolute real path; paths are given relative to it. */
  readonly root: string
  readonly defaultExcludes: boolean
}

interface Findings {
  readonly files: FoundPath[]
  readonly links: FoundPath[]
  readonly repositories: string[]
  readonly skipped: SkippedFile[]
}

/** What is in a folder that is in no repository. Links are named, never followed, so a loop cannot happen. */
export async function walk(start: string, options: WalkOptions): Promise<FoundPaths> {
  const found: Findings = { files: [], links: [], repositories: [], skipped: [] }
  await visitFolder(start, options, found, true)
  return found
}

const namesBelow =
  (folder: string) =>
  async (path: string): Promise<readonly string[]> =>
    readdir(join(folder, path)).catch(() => [])

/** A file by which a worktree or a submodule points to its repository. */
const POINTER = /^gitdir: [^\n]{1,4000}\r?\n?$/

/** The memory of a repository: a folder with what git wants in it, or a file that points to one. */
async function isGitMemory(path: string, entry: Dirent): Promise<boolean> {
  if (entry.isFile()) {
    const { size } = await stat(path)
    return size <= 4096 && POINTER.test(await readFile(path, 'utf8'))
  }
  const parts = ['HEAD', 'objects', 'refs'].map((name) => stat(join(path, name)).catch(() => null))
  return entry.isDirectory() && (await Promise.all(parts)).every((part) => part !== null)
}

/** Files in such a folder that git does not keep there by itself: its own have no ending, but for these. */
async function strangersIn(memory: string, root: string): Promise<readonly FoundPath[]> {
  const entries = await readdir(memory, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && /\../.test(entry.name) && !/\.(?:lock|pid|log)$/.test(entry.name))
    .map((entry) => ({ path: reportPath(root, join(memory, entry.name)), file: join(memory, entry.name) }))
}

async function visitFolder(folder: string, options: WalkOptions, found: Findings, isStart = false): Promise<void> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    found.skipped.push(unreadable(`${reportPath(options.root, folder)}/`, error))
    return
  }
  const git = entries.find(({ name }) => name === '.git')
  const memory = git !== undefined && (await isGitMemory(join(folder, '.git'), git))
  if (memory) found.files.push(...(await strangersIn(join(folder, '.git'), options.root)))
  if (memory && !isStart) return void found.repositories.push(folder)
  for (const entry of entries) {
    // The repository's own memory is no code; a folder that only has its name may hold any.
    if (entry.name === '.git' && memory) continue
    const file = join(folder, entry.name)
    const path = reportPath(options.root, file)
    const left = leftOutByName(entry.isDirectory() ? `${path}/` : path, options)
    if (left) found.skipped.push(left)
    else if (entry.isSymbolicLink()) found.links.push({ path, file })
    else if (entry.isFile()) found.files.push({ path, file })
    else if (!entry.isDirectory()) found.skipped.push(skipped(path, 'special-file', 'It is a socket, pipe or device.'))
    else if (
      options.defaultExcludes &&
      mayBeDependencyFolder(entry.name) &&
      (await isDependencyFolder(entry.name, namesBelow(file)))
    )
      found.skipped.push(
        skipped(`${path}/`, 'dependencies', 'Dependencies or build output; review them with --no-default-excludes.'),
      )
    else await visitFolder(file, options, found)
  }
}
