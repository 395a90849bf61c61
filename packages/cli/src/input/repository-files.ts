import { lstat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { tracked, untracked } from '../git/list.ts'
import { fileOf, type GitName } from '../git/names.ts'
import { openRepository } from '../git/repository.ts'
import { isDependencyFolder, mayBeDependencyFolder } from './dependency-folders.ts'
import { folderNames, type FoundPath, type FoundPaths } from './found.ts'
import { reportPath } from './report-path.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface ListOptions {
  /** Folder that paths are given relative to, absolute. */
  readonly root: string
  /** Leave out what is neither tracked nor wanted, as `.gitignore` says. */
  readonly gitignore: boolean
  /** Leave out folders that are proven to hold dependencies or build output. */
  readonly defaultExcludes: boolean
}

/** How many ignored paths are named; a folder is one. */
const MOST_IGNORED = 200

/** Folders among `names` that hold dependencies or build output. */
async function dependencyFolders(names: readonly GitName[]): Promise<ReadonlySet<string>> {
  const namesIn = folderNames(names)
  const judged = new Map<string, boolean>()
  for (const { text } of names) {
    const parts = text.split('/')
    for (let depth = 1; depth < parts.length; depth++) {
      if (!mayBeDependencyFolder(parts[depth - 1] ?? '')) continue
      const folder = parts.slice(0, depth).join('/')
      if (judged.has(folder)) continue
      const inside = (path: string): string => (path === '' ? folder : `${folder}/${path}`)
      judged.set(folder, await isDependencyFolder(parts[depth - 1] ?? '', (path) => namesIn(inside(path))))
    }
  }
  return new Set([...judged].filter(([, proven]) => proven).map(([folder]) => folder))
}

/** The outermost of some folders that a path lies in. */
function folderAround(path: string, folders: ReadonlySet<string>): string | null {
  if (folders.size === 0) return null
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
    if (folders.has(path.slice(0, end))) return path.slice(0, end)
  return null
}

/** What is in a folder of a repository, as git says: what it tracks, and what is new and not ignored. Null where git cannot say. */
export async function repositoryFiles(folder: string, options: ListOptions): Promise<FoundPaths | null> {
  const repository = await openRepository(folder).catch(() => null)
  if (!repository) return null
  const { top } = repository
  const inside = relative(top, folder).split(sep).join('/')
  const paths = inside === '' ? [] : [inside]
  const shown = (name: string): string => reportPath(options.root, join(top, name))
  const index = await tracked(top, paths)
  const { names: others, ignored } = await untracked(top, paths, { ignore: options.gitignore, nameIgnored: true })
  const out = {
    files: new Array<FoundPath>(),
    links: new Array<FoundPath>(),
    repositories: new Array<string>(),
    skipped: ignoredRows(ignored, shown),
  }
  const dependencies = options.defaultExcludes
    ? await dependencyFolders([...index.map(({ name }) => name), ...others])
    : new Set<string>()
  const seen = new Map<string, number>()
  const add = async (name: GitName, sparse = false): Promise<void> => {
    const around = folderAround(name.text, dependencies)
    if (around !== null) return void seen.set(around, (seen.get(around) ?? 0) + 1)
    const file = fileOf(top, name)
    const found = await lstat(file).catch(() => null)
    const path = shown(name.text)
    if (found?.isSymbolicLink()) out.links.push({ path, file })
    else if (found?.isFile()) out.files.push({ path, file })
    else if (found?.isDirectory()) out.repositories.push(join(top, name.text))
    else if (found) out.skipped.push(skipped(path, 'special-file', 'It is a socket, pipe or device.'))
    // What was deleted and not committed yet is not in the folder, and neither is the review about it.
    else if (sparse)
      out.skipped.push(
        skipped(path, 'not-in-the-clone', 'A sparse checkout leaves it out. Check it out: git sparse-checkout disable'),
      )
  }
  for (const { name, side, sparse } of index) {
    if (side.kind !== 'submodule' || (await isFetched(top, name))) await add(name, sparse)
    else
      out.skipped.push(
        skipped(shown(name.text), 'submodule', 'It is a submodule that was not fetched: git submodule update --init'),
      )
  }
  for (const name of others) await add(name)
  return { ...out, skipped: [...out.skipped, ...dependencyRows(seen, shown)] }
}

async function isFetched(top: string, name: GitName): Promise<boolean> {
  return (await lstat(join(top, name.text, '.git')).catch(() => null)) !== null
}

function ignoredRows(names: readonly GitName[], shown: (name: string) => string): SkippedFile[] {
  const row = (path: string, sentence: string): SkippedFile => skipped(path, 'ignored', sentence)
  const rows = names
    .slice(0, MOST_IGNORED)
    .map(({ text }) => row(`${shown(text)}${text.endsWith('/') ? '/' : ''}`, 'Git ignores it and does not track it.'))
  const more = names.length - rows.length
  if (more > 0) rows.push(row(`${more} more paths`, 'Git ignores them and does not track them.'))
  return rows
}

function dependencyRows(seen: ReadonlyMap<string, number>, shown: (name: string) => string): readonly SkippedFile[] {
  return [...seen].map(([folder, files]) =>
    skipped(
      `${shown(folder)}/`,
      'dependencies',
      `Dependencies or build output, ${files === 1 ? '1 file' : `${files} files`}; review them with --no-default-excludes.`,
    ),
  )
}
