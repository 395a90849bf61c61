import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { lstat, open, readlink } from 'node:fs/promises'
import { type GitName, fileOf } from './names.ts'
import type { Side } from './raw-diff.ts'
import { git } from './run.ts'

/** Longest file whose content is compared; a longer one that may differ counts as changed. */
const LONGEST_COMPARED = 64 * 1024 * 1024

/** The id that git would give to a content. */
export function blobId(content: Uint8Array, idLength = 40): string {
  const hash = createHash(idLength === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex')
}

/** Without the carriage returns that a checkout may add before line feeds. */
function withLineFeeds(content: Buffer): Buffer {
  const text = content.toString('latin1')
  return Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1')
}

const LFS =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]{1,200}\n){0,10}oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/

/** What a Git LFS pointer stands for; null for any other content. */
export function lfsPointer(content: Uint8Array): { readonly sha256: string; readonly size: number } | null {
  if (content.length > 4000) return null
  const [, sha256, size] = LFS.exec(Buffer.from(content).toString('latin1').replaceAll('\r\n', '\n')) ?? []
  return sha256 === undefined ? null : { sha256, size: Number(size) }
}

async function readWhole(file: string | Buffer): Promise<Buffer | null> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    const { size } = await handle.stat()
    return size > LONGEST_COMPARED ? null : await handle.readFile()
  } finally {
    await handle.close()
  }
}

export interface Indexed {
  readonly name: GitName
  readonly side: Side
}

/** What is needed to compare contents without git reading the working tree, where it would run the repository's filters. */
export interface Compare {
  readonly top: string
  /** Content of a short object; null when it is not here. */
  readonly content: (id: string) => Promise<Buffer | null>
  /** Sizes of the objects of the index. */
  readonly sizes: ReadonlyMap<string, number>
  /** The system keeps who may run a file. */
  readonly modes: boolean
}

/** What stands in the working tree at a path of the index: the same side when nothing differs, null when nothing is there. */
export async function sideInWorkingTree({ name, side }: Indexed, compare: Compare): Promise<Side | null> {
  const file = fileOf(compare.top, name)
  const found = await lstat(file).catch(() => null)
  if (found === null) return null
  if (side.kind === 'submodule') return found.isDirectory() ? checkedOut(side, file) : plainSide(found)
  if (found.isDirectory()) return null
  const now = plainSide(found)
  const same = { ...side, executable: compare.modes ? now.executable : side.executable }
  if (side.id === null) return now
  // Where the system has no links, a checkout writes the target into a file.
  if (side.kind === 'link' && now.kind === 'file')
    return found.size < 5000 && (await sameContent(file, found, side.id, compare).catch(() => false)) ? side : now
  if (now.kind !== side.kind) return now
  if (now.kind === 'link') {
    const target = await readlink(file, { encoding: 'buffer' }).catch(() => null)
    return target && blobId(target, side.id.length) === side.id ? same : now
  }
  return found.isFile() && (await sameContent(file, found, side.id, compare).catch(() => false)) ? same : now
}

/** A submodule with the commit that is checked out in it; as it is in the index where it was not fetched. */
async function checkedOut(side: Side, folder: string | Buffer): Promise<Side> {
  if (typeof folder !== 'string' || !(await lstat(`${folder}/.git`).catch(() => null))) return side
  const head = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => null)
  const id = head?.toString().trim()
  return id === undefined || id === '' ? side : { ...side, id }
}

/** What an entry of the working tree is, without its content. */
export function plainSide(found: Stats): Side {
  return { kind: found.isSymbolicLink() ? 'link' : 'file', executable: (found.mode & 0o100) !== 0, id: null }
}

async function sameContent(file: string | Buffer, found: Stats, id: string, { sizes, content }: Compare): Promise<boolean> {
  const size = sizes.get(id)
  if (size === undefined) return false
  // A checkout makes a file longer by its carriage returns, or puts it in the place of a pointer; never otherwise.
  if (found.size < size || found.size > LONGEST_COMPARED) return size <= 4000 && isPointerTo(file, await content(id))
  const bytes = await readWhole(file)
  if (!bytes) return false
  if (bytes.length === size) return blobId(bytes, id.length) === id
  if (bytes.length <= size * 2 && blobId(withLineFeeds(bytes), id.length) === id) return true
  return size <= 4000 && isPointerTo(file, await content(id), bytes)
}

async function isPointerTo(file: string | Buffer, kept: Buffer | null, read?: Buffer): Promise<boolean> {
  const pointer = kept && lfsPointer(kept)
  const bytes = pointer && (read ?? (await readWhole(file)))
  return Boolean(
    bytes && pointer && bytes.length === pointer.size && createHash('sha256').update(bytes).digest('hex') === pointer.sha256,
  )
}
