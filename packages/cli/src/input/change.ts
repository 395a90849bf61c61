import { lstat, readlink, realpath } from 'node:fs/promises'
import { dirname, posix } from 'node:path'
import type { SourceFile } from '@understudy/spec'
import { attributesAt } from '../git/attributes.ts'
import { type Change, listChange } from '../git/change.ts'
import { fileOf, type GitName } from '../git/names.ts'
import { type ObjectReader, openObjects } from '../git/objects.ts'
import type { ChangedPath, Side } from '../git/raw-diff.ts'
import { inGroups } from '../git/tree-change.ts'
import { type CollectedInput, isSource, type ReviewedFile } from './collect.ts'
import { byPath } from './found.ts'
import { judgeChange, staysCode } from './judge-change.ts'
import { leftOutByName, type LeaveOut, type NameRules, nameRules } from './left-out.ts'
import { judgeTarget, type ReadSet, readSet } from './links.ts'
import { judgeSized, type ReadLimits, readSource, tooLarge, unreadable } from './read.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface CollectChangeOptions extends ReadLimits, LeaveOut {
  readonly cwd: string
}

/** What reading a change needs. */
interface Reading {
  readonly top: string
  readonly objects: ObjectReader
  readonly sizes: ReadonlyMap<string, number>
  readonly limits: ReadLimits
  /** Why a name is left out; null when it is wanted. */
  readonly left: (name: GitName) => SkippedFile | null
}

const absent = (path: string): SkippedFile =>
  skipped(
    path,
    'not-in-the-clone',
    'Its content is not in this clone, and nothing is fetched during a review. Clone without --filter, or fetch it: git fetch --refetch --no-filter',
  )

/** A file as git keeps it. */
async function readObject(path: string, id: string, { objects, sizes, limits }: Reading): Promise<SourceFile | SkippedFile> {
  const size = sizes.get(id)
  if (size === undefined) return absent(path)
  let gone = false
  const read = async (): Promise<Uint8Array> => {
    const content = await objects.content(id)
    gone = content === null
    return content ?? Buffer.of()
  }
  const judged = await judgeSized(path, size, read, limits)
  return gone ? absent(path) : judged
}

/** A file in the working tree, unless a folder on its way became a link. */
async function readFile(name: GitName, { top, limits }: Reading): Promise<SourceFile | SkippedFile> {
  const file = fileOf(top, name)
  try {
    const folder = typeof file === 'string' ? dirname(file) : top
    if ((await realpath(folder)) !== folder && folder !== top)
      return skipped(name.text, 'link-target-not-read', 'It lies behind a folder that is a symbolic link.')
    if ((await lstat(file)).size > limits.maxFileBytes * 200) return tooLarge(name.text, (await lstat(file)).size, limits)
  } catch (error) {
    return unreadable(name.text, error)
  }
  return readSource(name.text, file, limits)
}

const readSide = (name: GitName, side: Side, reading: Reading): Promise<SourceFile | SkippedFile> =>
  side.id === null ? readFile(name, reading) : readObject(name.text, side.id, reading)

/** The text of the old side as far as it was ever reviewed: null where it was left out, or could not be read. */
async function textBefore({ name, movedFrom, old }: ChangedPath, reading: Reading): Promise<string | null> {
  const from = movedFrom ?? name
  if (old?.kind !== 'file' || reading.left(from)) return null
  const read = await readSide(from, old, reading)
  return isSource(read) ? read.content : null
}

/**
 * A move out of sight of the review takes the old file away, and one that may make code of data brings a new file: both sides
 * are reviewed by themselves then, so that neither hides in the other.
 */
function apart(path: ChangedPath, left: Reading['left']): readonly ChangedPath[] {
  const { name, movedFrom, old, now } = path
  if (movedFrom === null || left(movedFrom) || (!left(name) && staysCode(name.text, movedFrom.text))) return [path]
  return [
    { name: movedFrom, movedFrom: null, old, now: null },
    { name, movedFrom: null, old: null, now },
  ]
}

async function readRemoved(path: ChangedPath, reading: Reading): Promise<ReviewedFile | SkippedFile> {
  const { name, old } = path
  if (old === null || old.kind !== 'file')
    return skipped(name.text, 'removed', `It was a ${old?.kind === 'link' ? 'symbolic link' : 'submodule'}, and is removed.`)
  const read = await readSide(name, old, reading)
  return isSource(read)
    ? { path: name.text, content: '', before: read.content }
    : { ...read, sentence: `Removed. ${read.sentence}` }
}

async function readChanged(path: ChangedPath, reading: Reading): Promise<ReviewedFile | SkippedFile> {
  const { name, old, now } = path
  const left = reading.left(name)
  if (left) return left
  if (now === null) return readRemoved(path, reading)
  if (now.kind === 'submodule')
    return now.id === null
      ? skipped(name.text, 'nested-repository', 'It is a repository of its own. Review it by itself.')
      : skipped(name.text, 'submodule', 'It is a submodule: a commit of another repository. Review it by itself.')
  const read = await readSide(name, now, reading)
  if (!isSource(read)) return read
  const before = old === null ? null : await textBefore(path, reading)
  return judgeChange({
    read,
    before,
    moved: path.movedFrom?.text ?? null,
    mode: old !== null && old.executable !== now.executable,
  })
}

/** Where a link of a change leads, in the paths of the repository; null when it leads out of it. */
async function targetOf({ name, now }: ChangedPath, { top, objects }: Reading): Promise<string | null> {
  const bytes = now?.id ? await objects.content(now.id) : await readlink(fileOf(top, name), { encoding: 'buffer' })
  const target = bytes?.toString('utf8').replaceAll('\\', '/') ?? ''
  const path = posix.join(posix.dirname(name.text), target)
  return target === '' || posix.isAbsolute(target) || path === '..' || path.startsWith('../') ? null : path.replace(/\/$/, '')
}

async function judgeLink(path: ChangedPath, reading: Reading, covered: ReadSet): Promise<SkippedFile> {
  const target = await targetOf(path, reading).catch(() => null)
  if (target !== null) return judgeTarget(path.name.text, target, covered)
  return skipped(path.name.text, 'link-leaves-root', 'It is a symbolic link that leaves the repository, so it was not followed.')
}

function namesLeftOut(rules: NameRules, attributes: ReadonlyMap<string, string>): Reading['left'] {
  return ({ text, bytes }) => {
    const attribute = attributes.get(bytes.toString('latin1'))
    if (attribute === undefined) return leftOutByName(text, rules)
    return skipped(text, 'attributes', `.gitattributes of the base says ${attribute}.`)
  }
}

/** Reads the files of a change, each with what it was before. @throws UnderstudyError `unreadable-input` */
export async function collectChange(
  change: Change,
  paths: readonly string[],
  options: CollectChangeOptions,
): Promise<CollectedInput> {
  let opened: ObjectReader | null = null
  try {
    const objects = (top: string): ObjectReader => (opened ??= openObjects(top))
    const listed = await listChange(change, paths, options.cwd, objects)
    const { top } = listed
    const names = listed.paths.flatMap(({ name, movedFrom }) => (movedFrom ? [name, movedFrom] : [name]))
    const left = namesLeftOut(nameRules(options), await attributesAt(top, listed.from, names))
    const changed = listed.paths.flatMap((path) => apart(path, left))
    const sizes = await objects(top).sizes(changed.flatMap(({ old, now }) => [old?.id ?? [], now?.id ?? []].flat()))
    const reading: Reading = { top, objects: objects(top), sizes, limits: options, left }
    return await readAll(changed, reading)
  } finally {
    ;(opened as ObjectReader | null)?.[Symbol.dispose]()
  }
}

async function readAll(changed: readonly ChangedPath[], reading: Reading): Promise<CollectedInput> {
  const isLink = ({ name, now }: ChangedPath): boolean => now?.kind === 'link' && !reading.left(name)
  const read = await inGroups(
    changed.filter((path) => !isLink(path)),
    (path) => readChanged(path, reading).catch((error: unknown) => unreadable(path.name.text, error)),
  )
  const files = read.filter((file): file is ReviewedFile => isSource(file))
  const skippedFiles = new Map<string, SkippedFile>()
  for (const file of read) if (!isSource(file)) skippedFiles.set(file.path, file)
  const covered = readSet(
    files.map(({ path }) => path),
    skippedFiles,
  )
  for (const link of changed.filter(isLink)) skippedFiles.set(link.name.text, await judgeLink(link, reading, covered))
  return {
    root: reading.top,
    files: files.toSorted(byPath),
    skipped: [...skippedFiles.values()].toSorted(byPath),
  }
}
