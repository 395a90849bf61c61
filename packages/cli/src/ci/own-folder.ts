import { lstat, realpath, rm } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { UnderstudyError } from '@understudy/spec'
import { git, gitList } from '../git/run.ts'
import { isInside } from '../input/report-path.ts'

/** The first part of a way that is there and is not a plain folder. */
async function oddPart(top: string, way: readonly string[]): Promise<string | null> {
  for (const path of way) {
    const found = await lstat(join(top, path)).catch(() => null)
    if (found && !found.isDirectory()) return path
  }
  return null
}

/** What the repository holds at or beneath a folder, or in place of one above it. File systems may not tell case apart. */
async function committedPart(top: string, way: readonly string[]): Promise<string | null> {
  const same = way.map((path) => path.toLowerCase())
  const tracked = await gitList(top, ['ls-files', '-z', '--', `:(top,icase,literal)${way[0]}`])
  const found = tracked.find((path) => {
    const spelled = path.toLowerCase()
    return same.includes(spelled) || spelled.startsWith(`${same.at(-1)}/`)
  })
  return found ?? null
}

/**
 * Makes sure that a folder of ours is nobody else's. Where it lies inside the checkout, the repository may hold nothing in it,
 * and no part of the way may be a link. What lies there otherwise is removed, so that nothing collects it as our report.
 * @throws UnderstudyError `unsafe-path`
 */
export async function needOwnFolder(folder: string, cwd: string): Promise<void> {
  const home = await realpath(cwd)
  const top = (await git(home, ['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '')
  const absolute = resolve(home, folder)
  if (!isInside(top, absolute)) return
  const parts = relative(top, absolute).split(sep)
  const way = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const name = way.at(-1) ?? ''
  if (name === '') throw new UnderstudyError('unsafe-path', 'The checkout itself cannot be the folder for state or reports.')
  const odd = await oddPart(top, way)
  const committed = await committedPart(top, way)
  if (odd === null && committed === null) return
  await rm(join(top, odd ?? name), { recursive: true, force: true })
  const why = committed === null ? `${odd} is no plain folder` : `the repository holds ${committed}`
  throw new UnderstudyError(
    'unsafe-path',
    `CI keeps its state and reports in ${name}, but ${why}. What a change brings along there cannot be trusted: remove it from the repository (git rm -r --cached ${way[0]}), or name another folder with --state and --reports.`,
  )
}
