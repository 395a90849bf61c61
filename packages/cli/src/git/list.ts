import { type GitName, gitName } from './names.ts'
import { type Side, sideOf } from './raw-diff.ts'
import { git, nulParts } from './run.ts'

/** One path of the index. */
export interface TrackedPath {
  readonly name: GitName
  readonly side: Side
  /** Left out of the working tree by a sparse checkout. */
  readonly sparse: boolean
}

/** `ls-files -s -t -z`: `H 100644 <id> 0<tab>path`. A path in conflict has several stages, of which one is enough here. */
export function readIndex(bytes: Buffer): readonly TrackedPath[] {
  const seen = new Map<string, TrackedPath>()
  for (const part of nulParts(bytes)) {
    const tab = part.indexOf(0x09)
    const [tag, mode = '', id = ''] = part.subarray(0, tab).toString('latin1').split(' ')
    const name = gitName(part.subarray(tab + 1))
    const side = sideOf(mode, id)
    if (side && !seen.has(name.text)) seen.set(name.text, { name, side, sparse: tag === 'S' || tag === 's' })
  }
  return [...seen.values()]
}

/** A path from the top as nothing but a path: names may look like patterns. */
export const literally = (path: string): string => `:(top,literal)${path}`

/** What git tracks, below some paths; everything for an empty list. */
export async function tracked(top: string, paths: readonly string[]): Promise<readonly TrackedPath[]> {
  return readIndex(await git(top, ['ls-files', '--stage', '-t', '-z', '--', ...paths.map(literally)]))
}

/** What is there and is neither tracked nor ignored. A nested repository is one entry that ends in a slash. */
export async function untracked(
  top: string,
  paths: readonly string[],
  { ignore = true }: { readonly ignore?: boolean } = {},
): Promise<readonly GitName[]> {
  const standard = ignore ? ['--exclude-standard'] : []
  return nulParts(await git(top, ['ls-files', '--others', ...standard, '-z', '--', ...paths.map(literally)])).map(gitName)
}

/** What is there and is ignored, whole folders as one entry that ends in a slash. */
export async function ignored(top: string, paths: readonly string[]): Promise<readonly GitName[]> {
  const asked = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', '--', ...paths.map(literally)]
  return nulParts(await git(top, asked)).map(gitName)
}
