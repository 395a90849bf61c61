import { resolve, sep } from 'node:path'
import { UnderstudyError } from '@understudy/spec'
import { git, gitList } from './run.ts'

/**
 * Which change is reviewed: against a base up to the working tree or, when `committed`, up to the commit that is checked out;
 * or what is staged for the next commit.
 */
export type Change = { readonly base: string; readonly committed?: boolean } | 'staged'

/** Where `blob` finds the new side of a change; null when it is in the working tree. */
export function revisionOf(change: Change): string | null {
  if (change === 'staged') return ''
  return change.committed ? 'HEAD' : null
}

/** One file of a change. Paths are relative to the top of the repository. */
export interface ChangedFile {
  readonly path: string
  /** Where it was before; null for a new file. */
  readonly before: string | null
}

export interface ListedChange {
  /** Top of the repository, absolute. */
  readonly top: string
  /** Commit that the change starts from; null before the first commit. */
  readonly from: string | null
  readonly files: readonly ChangedFile[]
}

/** Reads `--name-status -z`: a status, then one path, or two for a rename or a copy. Pure. */
export function readNameStatus(parts: readonly string[]): readonly ChangedFile[] {
  const files: ChangedFile[] = []
  for (let at = 0; at < parts.length;) {
    const status = parts[at] ?? ''
    const moved = status.startsWith('R') || status.startsWith('C')
    const [first = '', second = ''] = [parts[at + 1], parts[at + 2]]
    files.push(moved ? { path: second, before: first } : { path: first, before: status === 'A' ? null : first })
    at += moved ? 3 : 2
  }
  return files
}

async function startOf(top: string, change: Change): Promise<string | null> {
  if (change === 'staged') {
    const head = await git(top, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => null)
    return head === null ? null : head.toString().trim()
  }
  // A name that begins with a dash would be read as an option.
  if (change.base.startsWith('-')) throw new UnderstudyError('unreadable-input', `--diff ${change.base} is no commit or branch.`)
  const start = await git(top, ['merge-base', change.base, 'HEAD']).catch((error: unknown) => {
    throw new UnderstudyError(
      'unreadable-input',
      `--diff ${change.base} must be a commit or branch that shares history with this one. See the branches: git branch --all`,
      { cause: error },
    )
  })
  return start.toString().trim()
}

/** Files that a change adds or alters, those that git does not know yet included. @throws UnderstudyError `unreadable-input` */
export async function listChange(change: Change, paths: readonly string[], cwd: string): Promise<ListedChange> {
  const top = (await git(cwd, ['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '')
  const from = await startOf(top, change)
  const wanted = ['--', ...paths.map((path) => `:(literal)${resolve(cwd, path).split(sep).join('/')}`)]
  // A submodule is a commit of another repository, which has no content here.
  const shown = ['--name-status', '-z', '--find-renames', '--ignore-submodules=all']
  const options = [...shown, '--no-ext-diff', '--no-textconv', '--diff-filter=ACMRT']
  if (change === 'staged') {
    const staged = from === null ? ['diff', '--cached', ...options] : ['diff', '--cached', ...options, from]
    return { top, from, files: readNameStatus(await gitList(top, [...staged, ...wanted])) }
  }
  if (change.committed)
    return { top, from, files: readNameStatus(await gitList(top, ['diff', ...options, from ?? 'HEAD', 'HEAD', ...wanted])) }
  const changed = readNameStatus(await gitList(top, ['diff', ...options, from ?? 'HEAD', ...wanted]))
  const unknown = await gitList(top, ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', ...wanted])
  return { top, from, files: [...changed, ...unknown.map((path) => ({ path, before: null }))] }
}

/** Content of a file as git keeps it: of a commit, or of the index when `revision` is empty. */
export function blob(top: string, revision: string, path: string): Promise<Buffer> {
  return git(top, ['cat-file', 'blob', `${revision}:${path}`])
}
