import { readFile, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { systemRuntime, UnderstudyError } from '@understudy/spec'
import { isInside } from '../input/report-path.ts'
import { git } from './run.ts'

/** A repository whose working tree is where it says. */
export interface Repository {
  /** Top of the working tree, absolute, links resolved. */
  readonly top: string
}

const line = (bytes: Buffer): string => bytes.toString().replace(/\r?\n$/, '')

/** The git folder that `.git` of a working tree stands for: itself, or what a file of that name points to. */
async function gitFolderOf(top: string): Promise<string | null> {
  const path = join(top, '.git')
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return realpath(path)
  if (!found?.isFile() || found.size > 10_000) return null
  const target = /^gitdir: (.+?)\r?\n?$/.exec(await readFile(path, 'utf8'))?.[1]
  return target === undefined ? null : realpath(resolve(top, target)).catch(() => null)
}

/**
 * The repository that a folder is in. A configuration that puts the working tree elsewhere is refused: it would make files of
 * somebody else part of the review. @throws UnderstudyError `unreadable-input`
 */
export async function openRepository(folder: string): Promise<Repository> {
  const shown = (await git(folder, ['rev-parse', '--show-toplevel', '--absolute-git-dir'])).toString().split('\n')
  const [top = '', gitFolder = ''] = await Promise.all(shown.slice(0, 2).map(async (path) => realpath(line(Buffer.from(path)))))
  // Hooks are told by git itself where the repository is.
  const told = systemRuntime.env('GIT_DIR') !== undefined
  if (!told && (!isInside(top, await realpath(folder)) || (await gitFolderOf(top)) !== gitFolder))
    throw new UnderstudyError(
      'unreadable-input',
      `The configuration of the repository in ${folder} puts its working tree at ${top}, so it was not read. Remove core.worktree, or name files or folders instead.`,
    )
  return { top }
}
