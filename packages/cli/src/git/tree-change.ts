import { lstat } from 'node:fs/promises'
import { tracked, type TrackedPath } from './list.ts'
import { fileOf, type GitName } from './names.ts'
import type { ObjectReader } from './objects.ts'
import type { ChangedPath, Side } from './raw-diff.ts'
import { git } from './run.ts'
import { plainSide, sideInWorkingTree } from './working-tree.ts'

/** Files that are compared at the same time. */
const AT_ONCE = 32

/** Whether the system keeps who may run a file; git finds out once and writes it down. */
async function keepsModes(top: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  return (await git(top, ['config', '--type=bool', 'core.fileMode']).catch(() => Buffer.of())).toString().trim() !== 'false'
}

/** What git does not track yet. A folder is a repository of its own. */
async function sideOfUntracked(top: string, name: GitName): Promise<Side | null> {
  if (name.text.endsWith('/')) return { kind: 'submodule', executable: false, id: null }
  const found = await lstat(fileOf(top, name)).catch(() => null)
  return found && plainSide(found)
}

/** Runs over a list, some at the same time, in order. */
export async function inGroups<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(run))))
  return results
}

const sameSide = (a: Side | null, b: Side | null): boolean =>
  a?.kind === b?.kind && a?.id === b?.id && a?.executable === b?.executable

/**
 * The change up to the working tree: what the index changes, and what the working tree changes on top. Contents are hashed
 * here, because git would run the repository's filters on them.
 */
export async function changedInWorkingTree(
  top: string,
  staged: readonly ChangedPath[],
  others: readonly GitName[],
  objects: ObjectReader,
): Promise<readonly ChangedPath[]> {
  const index = await tracked(top, [])
  const sizes = await objects.sizes(index.flatMap(({ side }) => side.id ?? []))
  const compare = { top, sizes, content: (id: string) => objects.content(id), modes: await keepsModes(top) }
  const byPath = new Map<string, ChangedPath>(staged.map((path) => [path.name.text, path]))
  const sides = await inGroups(index, async (entry: TrackedPath) => ({ ...entry, now: await sideInWorkingTree(entry, compare) }))
  for (const { name, side, now: there, sparse } of sides) {
    // A sparse checkout takes files away without changing them.
    const now = sparse ? (there ?? side) : there
    const change = byPath.get(name.text)
    const old = change ? change.old : side
    if (change === undefined && sameSide(side, now)) continue
    if (now === null) byPath.delete(name.text)
    const gone = change?.movedFrom ?? name
    if (now === null && old !== null) byPath.set(gone.text, { name: gone, movedFrom: null, old, now })
    else if (now !== null) byPath.set(name.text, { name, movedFrom: change?.movedFrom ?? null, old, now })
  }
  for (const name of others) {
    const change = byPath.get(name.text)
    const now = await sideOfUntracked(top, name)
    if (now) byPath.set(name.text, { name, movedFrom: null, old: change?.old ?? null, now })
  }
  return [...byPath.values()]
}
