import { realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { UnderstudyError } from '@understudy/spec'
import { isInside } from './report-path.ts'

/** One path of the command line, found on disk. */
export interface NamedPath {
  /** As the user wrote it. */
  readonly given: string
  /** Absolute, links resolved. */
  readonly absolute: string
  readonly isFolder: boolean
}

/** @throws UnderstudyError `unreadable-input` when there is nothing to review at this path */
export async function findNamedPath(given: string, cwd: string): Promise<NamedPath> {
  try {
    const absolute = await realpath(resolve(cwd, given))
    const found = await stat(absolute)
    if (!found.isDirectory() && !found.isFile())
      throw new UnderstudyError(
        'unreadable-input',
        `${given} is neither a file nor a folder. To review what another program writes, pipe it in and give - as the path.`,
      )
    return { given, absolute, isFolder: found.isDirectory() }
  } catch (error) {
    if (error instanceof UnderstudyError) throw error
    throw new UnderstudyError('unreadable-input', `${given} cannot be reviewed: ${systemReason(error)}`, { cause: error })
  }
}

function systemReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file or folder. Check the spelling.'
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied.'
  if (code === 'ELOOP') return 'it is a symbolic link that leads back to itself.'
  return `the system says ${code ?? 'nothing more'}.`
}

/**
 * The folder that paths in the report are relative to. Without `--root`: the working directory when everything named
 * lies in it, so that paths look as typed and match the repository's; else the one folder that was named.
 * @throws UnderstudyError `unsafe-path` when a path lies outside
 */
export async function chooseRoot(paths: readonly NamedPath[], cwd: string, wanted?: string): Promise<string> {
  const home = await realpath(cwd)
  if (wanted !== undefined) {
    const root = await findNamedPath(wanted, cwd)
    if (!root.isFolder) throw new UnderstudyError('unsafe-path', `--root ${wanted} is not a folder.`)
    return refuseOutside(paths, root.absolute, `the root ${wanted}`)
  }
  if (paths.every(({ absolute }) => isInside(home, absolute))) return home
  const [only] = paths
  if (paths.length === 1 && only) return only.isFolder ? only.absolute : dirname(only.absolute)
  return refuseOutside(paths, home, 'the working directory')
}

function refuseOutside(paths: readonly NamedPath[], root: string, what: string): string {
  const outside = paths.find(({ absolute }) => !isInside(root, absolute))
  if (!outside) return root
  throw new UnderstudyError(
    'unsafe-path',
    `${outside.given} lies outside ${what}, so it was not read. Review it by itself, or give --root a folder that holds all paths.`,
  )
}
