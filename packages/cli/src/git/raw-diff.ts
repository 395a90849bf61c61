import { type GitName, gitName } from './names.ts'
import { nulParts } from './run.ts'

/** What stands at a path on one side of a change. */
export interface Side {
  readonly kind: 'file' | 'link' | 'submodule'
  readonly executable: boolean
  /** Object that holds the content; null when it is in the working tree alone. */
  readonly id: string | null
}

/** One changed path. */
export interface ChangedPath {
  readonly name: GitName
  /** Where it was before, if elsewhere. */
  readonly movedFrom: GitName | null
  /** Null when it is new. */
  readonly old: Side | null
  /** Null when it is gone. */
  readonly now: Side | null
}

/** What a mode and an object of git mean; null for the side that is not there. */
export function sideOf(mode: string, id: string): Side | null {
  if (/^0+$/.test(mode)) return null
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file'
  return { kind, executable: mode === '100755', id: /^0+$/.test(id) ? null : id }
}

const HEAD = /^:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*$/

/** Reads `diff --raw -z --no-abbrev`. A line that is none ends the list with an error: a change must never shrink in silence. */
export function readRawDiff(bytes: Buffer): readonly ChangedPath[] {
  const parts = nulParts(bytes)
  const changed: ChangedPath[] = []
  for (let at = 0; at < parts.length;) {
    const [, oldMode = '', mode = '', oldId = '', id = '', status = ''] = HEAD.exec(parts[at]?.toString('latin1') ?? '') ?? []
    const moved = status === 'R' || status === 'C'
    const [first, second] = [parts[at + 1], parts[at + 2]]
    if (status === '' || !first || (moved && !second)) throw new TypeError('git wrote a list of changes that cannot be read.')
    changed.push({
      name: gitName(moved && second ? second : first),
      movedFrom: moved ? gitName(first) : null,
      old: sideOf(oldMode, oldId),
      now: sideOf(mode, id),
    })
    at += moved ? 3 : 2
  }
  return changed
}
