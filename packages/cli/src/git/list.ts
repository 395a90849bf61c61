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

/** What a folder holds that git does not track. */
export interface Untracked {
  /** Neither tracked nor ignored. A nested repository is one entry that ends in a slash. */
  readonly names: readonly GitName[]
  /** What is ignored, whole folders as one entry that ends in a slash. Empty where nobody asked. */
  readonly ignored: readonly GitName[]
}

export interface UntrackedOptions {
  /** Leave out what `.gitignore` names. @default true */
  readonly ignore?: boolean
  /** Name what is ignored, too. @default false */
  readonly nameIgnored?: boolean
  /** Longest time for reading ignore rules: a pipe or a pattern in the repository can keep git busy for ever. @default 15_000 */
  readonly longestMs?: number
}

/** What is there and is not tracked, below some paths. Where ignore rules cannot be read in time, nothing counts as ignored. */
export async function untracked(
  top: string,
  paths: readonly string[],
  { ignore = true, nameIgnored = false, longestMs = 15_000 }: UntrackedOptions = {},
): Promise<Untracked> {
  const list = async (flags: readonly string[], limit = {}): Promise<readonly GitName[]> =>
    nulParts(await git(top, ['ls-files', '--others', ...flags, '-z', '--', ...paths.map(literally)], limit)).map(gitName)
  if (ignore)
    try {
      const names = await list(['--exclude-standard'], { longestMs })
      const told = nameIgnored ? await list(['--ignored', '--exclude-standard', '--directory'], { longestMs }) : []
      return { names, ignored: told }
    } catch (error) {
      if (!(error instanceof Error) || (error.cause as { readonly killed?: boolean } | undefined)?.killed !== true) throw error
    }
  return { names: await list([]), ignored: [] }
}
