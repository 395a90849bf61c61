import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Report } from '@understudy/findings'
import { isSource } from '../input/collect.ts'
import { READ_LIMITS, readSource } from '../input/read.ts'
import { isInside } from '../input/report-path.ts'
import type { Sources } from '../terminal/findings.ts'

const real = (path: string): Promise<string | null> => realpath(path).catch(() => null)

/**
 * Files beneath a root, by path. A path that leaves the root is not followed, by its name or by a link in any part of it, and
 * what cannot be read is left out.
 */
export async function sourcesAt(paths: ReadonlySet<string>, root: string): Promise<Sources> {
  const sources = new Map<string, string>()
  const home = await real(root)
  if (home === null) return sources
  for (const path of paths) {
    const absolute = resolve(root, path)
    const found = isInside(root, absolute) ? await real(absolute) : null
    const file = found !== null && isInside(home, found) ? await readSource(path, absolute, READ_LIMITS) : null
    if (file && isSource(file)) sources.set(path, file.content)
  }
  return sources
}

/** The code that findings are about, where it still lies beneath the root. */
export function sourcesOf({ findings }: Pick<Report, 'findings'>, root: string): Promise<Sources> {
  return sourcesAt(new Set(findings.map(({ locations: [{ path }] }) => path)), root)
}
