import { relative, resolve, sep } from 'node:path'
import { realpath } from 'node:fs/promises'
import { UnderstudyError } from '@understudy/spec'
import { isInside } from '../input/report-path.ts'
import { literally, untracked } from './list.ts'
import type { ObjectReader } from './objects.ts'
import { type ChangedPath, readRawDiff } from './raw-diff.ts'
import { openRepository } from './repository.ts'
import { git } from './run.ts'
import { changedInWorkingTree } from './tree-change.ts'

/**
 * Which change is reviewed: against a base up to the working tree or, when `committed`, up to the commit that is checked out
 * or that is named by `to`; or what is staged for the next commit.
 */
export type Change = { readonly base: string; readonly committed?: boolean; readonly to?: string } | 'staged'

export interface ListedChange {
  /** Top of the repository, absolute. */
  readonly top: string
  /** Commit that the change starts from; null before the first commit. */
  readonly from: string | null
  readonly paths: readonly ChangedPath[]
}

const RAW = ['--raw', '-z', '-r', '--no-abbrev', '--ignore-submodules=none', '--no-ext-diff', '--no-textconv', '--no-relative']

/** Lists a change between objects. Where contents are absent, moves cannot be told, and count as removed and new. */
async function rawDiff(top: string, [command = '', ...args]: readonly string[]): Promise<readonly ChangedPath[]> {
  const moves = await git(top, [command, ...RAW, '--find-renames', '-l2000', ...args]).catch(() => null)
  return readRawDiff(moves ?? (await git(top, [command, ...RAW, '--no-renames', ...args])))
}

async function commitOf(top: string, name: string, option: string): Promise<string> {
  const refused = (why: string, cause?: unknown): UnderstudyError =>
    new UnderstudyError('unreadable-input', `${option} ${name} ${why}`, { cause })
  // A name that begins with a dash would be read as an option.
  if (name.startsWith('-') || name === '') throw refused('is no commit or branch.')
  const found = await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).catch(() => null)
  if (found) return found.toString().trim()
  throw refused('must be a commit or branch of this repository. See the branches: git branch --all')
}

async function isShallow(top: string): Promise<boolean> {
  return (await git(top, ['rev-parse', '--is-shallow-repository']).catch(() => Buffer.of())).toString().trim() === 'true'
}

async function startOf(top: string, change: Change): Promise<string | null> {
  if (change === 'staged') {
    const head = await git(top, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => null)
    return head === null ? null : head.toString().trim()
  }
  const base = await commitOf(top, change.base, '--diff')
  const start = await git(top, ['merge-base', base, change.to ?? 'HEAD']).catch(() => null)
  if (start) return start.toString().trim()
  const fetch = (await isShallow(top))
    ? ' This clone is shallow: fetch the history with git fetch --unshallow (fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 in GitLab).'
    : ''
  throw new UnderstudyError('unreadable-input', `--diff ${change.base} shares no history with what is checked out.${fetch}`)
}

/** What is asked for, relative to the top. An empty list is everything. @throws UnderstudyError `unsafe-path` */
async function wantedPaths(top: string, paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const home = await realpath(cwd)
  const wanted = paths.map((path) => {
    const absolute = resolve(home, path)
    if (!isInside(top, absolute)) throw new UnderstudyError('unsafe-path', `${path} lies outside the repository at ${top}.`)
    return relative(top, absolute).split(sep).join('/')
  })
  return wanted.includes('') ? [] : wanted
}

const covers = (wanted: string, name: string): boolean => name === wanted || name.startsWith(`${wanted}/`)

/** A path that names nothing must not read like one in which nothing was found. */
async function refuseUnknown(
  top: string,
  from: string | null,
  wanted: readonly string[],
  paths: readonly ChangedPath[],
): Promise<void> {
  for (const each of wanted) {
    if (paths.some(({ name, movedFrom }) => covers(each, name.text) || (movedFrom && covers(each, movedFrom.text)))) continue
    const known = await git(top, ['ls-files', '-z', '--cached', '--others', '--', literally(each)])
    const before = from === null ? Buffer.of() : await git(top, ['ls-tree', '-z', from, '--', literally(each)])
    if (known.length === 0 && before.length === 0)
      throw new UnderstudyError('unreadable-input', `${each} is neither in the repository nor in the change. Check the spelling.`)
  }
}

/** Every path that a change adds, alters, moves or removes. @throws UnderstudyError `unreadable-input` */
export async function listChange(
  change: Change,
  paths: readonly string[],
  cwd: string,
  objects: (top: string) => ObjectReader,
): Promise<ListedChange> {
  const { top } = await openRepository(cwd)
  const from = await startOf(top, change)
  const wanted = await wantedPaths(top, paths, cwd)
  // Asked without the paths: a rename into them would look like a new file, and one out of them like a deletion.
  const all = await changedPaths(top, from, change, objects)
  const inside = ({ name, movedFrom }: ChangedPath): boolean =>
    wanted.length === 0 || wanted.some((each) => covers(each, name.text) || (movedFrom !== null && covers(each, movedFrom.text)))
  const listed = all.filter(inside)
  await refuseUnknown(top, from, wanted, listed)
  return { top, from, paths: listed }
}

async function changedPaths(
  top: string,
  from: string | null,
  change: Change,
  objects: (top: string) => ObjectReader,
): Promise<readonly ChangedPath[]> {
  if (change !== 'staged' && (change.committed || change.to !== undefined)) {
    const to = await commitOf(top, change.to ?? 'HEAD', '--to')
    return rawDiff(top, ['diff-tree', from ?? to, to])
  }
  const start = from ?? (await git(top, ['hash-object', '-t', 'tree', '--stdin'], { input: Buffer.of() })).toString().trim()
  const staged = await rawDiff(top, ['diff-index', '--cached', start])
  if (change === 'staged') return staged
  return changedInWorkingTree(top, staged, (await untracked(top, [])).names, objects(top))
}

/** Content of a file as a commit has it. @throws UnderstudyError when it is not there */
export function blob(top: string, revision: string, path: string): Promise<Buffer> {
  return git(top, ['cat-file', 'blob', `${revision}:${path}`])
}
