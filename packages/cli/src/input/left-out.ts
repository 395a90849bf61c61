import type { Ignore } from 'ignore'
import { EXCLUDED_FOLDERS, whyNotSource } from './kinds.ts'
import { skipped, type SkippedFile } from './skip.ts'

/** What names alone leave out. */
export interface NameRules {
  /** Extra patterns to leave out, in the language of `.gitignore`, relative to the root. */
  readonly exclude: Ignore
  /** The same, asked for by the reviewed code itself. What it hides counts as not reviewed. */
  readonly repositoryExclude: Ignore
  /** Leave out folders of dependencies and build output, and prose. */
  readonly defaultExcludes: boolean
}

/** Whether a file or folder is left out by its name; null when it is wanted. A folder's path has no slash at its end. */
export function leftOutByName(path: string, isFolder: boolean, rules: NameRules): SkippedFile | null {
  const shown = isFolder ? `${path}/` : path
  if (rules.exclude.ignores(shown)) return skipped(shown, 'excluded', 'Left out by --exclude.')
  // Whoever wrote the code may keep it from being sent, but not from being counted.
  if (rules.repositoryExclude.ignores(shown))
    return skipped(shown, 'excluded-by-repository', 'Left out by the configuration in the reviewed folder.')
  if (!rules.defaultExcludes) return null
  if (isFolder) {
    return EXCLUDED_FOLDERS.has(path.slice(path.lastIndexOf('/') + 1))
      ? skipped(shown, 'excluded', 'Dependencies or build output; review them with --no-default-excludes.')
      : null
  }
  const why = whyNotSource(path)
  return why === null ? null : skipped(path, 'not-source', `It is ${why}.`)
}

/** The same for a path whose folders nobody walked through. */
export function leftOutByPath(path: string, rules: NameRules): SkippedFile | null {
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = leftOutByName(parts.slice(0, depth).join('/'), true, rules)
    if (folder) return { ...folder, path }
  }
  return leftOutByName(path, false, rules)
}
