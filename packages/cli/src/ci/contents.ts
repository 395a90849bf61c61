import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Finding } from '@understudy/findings'
import { isInside } from '../input/report-path.ts'
import { sourcesAt } from '../runs/sources.ts'
import type { Sources } from '../terminal/findings.ts'

/** Files of earlier alerts as they are checked out: text, null for one that is gone, undefined for one that cannot be read. */
export interface CheckedOutFiles {
  readonly sources: Sources
  contentOf(path: string): string | null | undefined
}

/** Reads the files of findings. `reviewed` is what the review read of them; the rest is looked for beneath the roots. */
export async function filesOf(
  findings: readonly Finding[],
  reviewed: Sources,
  roots: readonly string[],
): Promise<CheckedOutFiles> {
  const paths = new Set(findings.map(({ locations: [{ path }] }) => path).filter((path) => !reviewed.has(path)))
  const sources = new Map(reviewed)
  const there = new Set<string>()
  for (const root of roots) {
    for (const [path, content] of await sourcesAt(paths, root)) if (!sources.has(path)) sources.set(path, content)
    for (const path of paths) {
      const absolute = resolve(root, path)
      // What cannot even be looked at may be there.
      const found = isInside(root, absolute)
        ? await lstat(absolute).catch((error: NodeJS.ErrnoException) => error.code)
        : 'outside'
      if (found !== 'ENOENT' && found !== 'ENOTDIR') there.add(path)
    }
  }
  return {
    sources,
    contentOf: (path) => sources.get(path) ?? (paths.has(path) && !there.has(path) ? null : undefined),
  }
}
