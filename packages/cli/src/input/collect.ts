import { realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { SourceFile } from '@understudy/spec'
import { inGroups } from '../git/tree-change.ts'
import { byPath, type FoundPath } from './found.ts'
import { leftOutByName, type LeaveOut, nameRules } from './left-out.ts'
import { judgeLink, readSet } from './links.ts'
import { type ReadLimits, readSource } from './read.ts'
import { reportPath } from './report-path.ts'
import { repositoryFiles } from './repository-files.ts'
import { chooseRoot, findNamedPath, type NamedPath } from './root.ts'
import { skipped, type SkippedFile } from './skip.ts'
import { walk, type WalkOptions } from './walk.ts'

export interface CollectOptions extends ReadLimits, LeaveOut {
  readonly cwd: string
  /** Folder that no path may leave. @default see `chooseRoot` */
  readonly root?: string
  /** Leave out what git ignores and does not track. @default true */
  readonly gitignore?: boolean
}

/** A file to review, and for a change what it was before. */
export interface ReviewedFile extends SourceFile {
  /** The file before the change; an empty text for a new file. @default the whole file is reviewed */
  readonly before?: string
}

/** Everything that was asked for: what can be reviewed, and what cannot with its reason. */
export interface CollectedInput {
  readonly root: string
  readonly files: readonly ReviewedFile[]
  readonly skipped: readonly SkippedFile[]
}

/** True for a file that was read, as opposed to one that was left out. */
export function isSource(file: SourceFile | SkippedFile): file is SourceFile {
  return 'content' in file
}

/** How deep repositories may lie in one another. */
const DEEPEST = 8

interface Gathered {
  readonly files: Map<string, FoundPath>
  readonly links: Map<string, FoundPath>
  readonly skipped: Map<string, SkippedFile>
}

/** Lists a folder, and the repositories that lie in it. */
async function gather(
  folder: string,
  options: WalkOptions & { readonly gitignore: boolean },
  into: Gathered,
  depth = 0,
): Promise<void> {
  const found = (await repositoryFiles(folder, options)) ?? (await walk(folder, options))
  for (const file of found.skipped) into.skipped.set(file.path, file)
  for (const [paths, kept] of [
    [found.files, into.files],
    [found.links, into.links],
  ] as const)
    for (const each of paths) {
      const left = leftOutByName(each.path, options)
      if (left) into.skipped.set(each.path, left)
      else kept.set(each.path, each)
    }
  for (const repository of found.repositories) {
    const path = reportPath(options.root, repository)
    const left = leftOutByName(`${path}/`, options)
    if (left) into.skipped.set(`${path}/`, left)
    else if (depth < DEEPEST) await gather(repository, options, into, depth + 1)
    else
      into.skipped.set(`${path}/`, skipped(`${path}/`, 'nested-repository', 'It is a repository too deep in others to be read.'))
  }
}

/** Reads files, none of them through a folder that is a link by now. */
function plainReader(root: string, limits: ReadLimits): (found: FoundPath) => Promise<SourceFile | SkippedFile> {
  const folders = new Map<string, Promise<boolean>>()
  return async ({ path, file }) => {
    if (typeof file !== 'string') return readSource(path, file, limits)
    const folder = dirname(file)
    const plain =
      folders.get(folder) ??
      realpath(folder).then(
        (real) => real === folder || folder === root,
        () => true,
      )
    folders.set(folder, plain)
    if (await plain) return readSource(path, file, limits)
    return skipped(path, 'link-target-not-read', `It lies behind a folder that is a symbolic link, ${basename(folder)}.`)
  }
}

/** Reads the named files and folders. @throws UnderstudyError when a path does not exist or lies outside the root */
export async function collectInput(paths: readonly string[], options: CollectOptions): Promise<CollectedInput> {
  const named: NamedPath[] = []
  for (const path of paths) named.push(await findNamedPath(path, options.cwd))
  const root = await chooseRoot(named, options.cwd, options.root)
  const { gitignore = true, defaultExcludes = true } = options
  const gathered: Gathered = { files: new Map(), links: new Map(), skipped: new Map() }
  for (const { absolute, isFolder } of named) {
    // A file that is named is wanted, whatever .gitignore and the excludes say.
    const path = reportPath(root, absolute)
    if (!isFolder) gathered.files.set(path, { path, file: absolute })
    else await gather(absolute, { root, ...nameRules(options), gitignore, defaultExcludes }, gathered)
  }
  const files: SourceFile[] = []
  const left = new Map([...gathered.skipped].filter(([path]) => !gathered.files.has(path)))
  const read = await inGroups([...gathered.files.values()].toSorted(byPath), plainReader(root, options))
  for (const file of read) {
    if (isSource(file)) files.push(file)
    else left.set(file.path, file)
  }
  const covered = readSet(
    files.map(({ path }) => path),
    left,
  )
  const links = [...gathered.links.values()].filter(({ path }) => !gathered.files.has(path))
  for (const link of await inGroups(links, (each) => judgeLink(each, root, covered))) left.set(link.path, link)
  return { root, files, skipped: [...left.values()].toSorted(byPath) }
}
