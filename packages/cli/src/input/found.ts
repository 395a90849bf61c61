import type { GitName } from '../git/names.ts'
import type { SkippedFile } from './skip.ts'

/** A file to be read, or a link to be judged, in a folder that is reviewed. */
export interface FoundPath {
  /** Relative to the root, for reports. */
  readonly path: string
  /** For the file system. */
  readonly file: string | Buffer
}

/** What a folder holds, before anything is read. */
export interface FoundPaths {
  readonly files: readonly FoundPath[]
  readonly links: readonly FoundPath[]
  /** Folders that are repositories of their own, absolute. */
  readonly repositories: readonly string[]
  readonly skipped: readonly SkippedFile[]
}

/** Code-unit order, so that the order of a review does not depend on the file system or the locale. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0

/** Names by folder, for asking what lies in one. Folders and files alike. */
export function folderNames(names: readonly GitName[]): (folder: string) => Promise<readonly string[]> {
  const tree = new Map<string, Set<string>>()
  for (const { text } of names) {
    const parts = text.split('/').filter(Boolean)
    for (let depth = parts.length; depth > 0; depth--) {
      const folder = parts.slice(0, depth - 1).join('/')
      const known = tree.get(folder) ?? new Set<string>()
      tree.set(folder, known)
      const name = parts[depth - 1] ?? ''
      if (known.has(name)) break
      known.add(name)
    }
  }
  return async (folder) => [...(tree.get(folder) ?? [])]
}
