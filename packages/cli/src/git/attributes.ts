import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GitName } from './names.ts'
import { git, nulParts } from './run.ts'

/** Attributes by which a repository says that nobody reads a file, with the value that says it. */
const TELLING: readonly (readonly [attribute: string, values: readonly string[], words: string])[] = [
  ['linguist-vendored', ['set', 'true'], 'linguist-vendored'],
  ['linguist-generated', ['set', 'true'], 'linguist-generated'],
  ['diff', ['unset'], '-diff'],
]

/**
 * Which paths `.gitattributes` of a commit takes out of reviews, each with the attribute. Read from the commit that a change
 * starts from, so that a change cannot excuse itself. Nothing is taken out where the commit cannot be read.
 */
export async function attributesAt(
  top: string,
  commit: string | null,
  names: readonly GitName[],
): Promise<ReadonlyMap<string, string>> {
  if (commit === null || names.length === 0) return new Map()
  const folder = await mkdtemp(join(tmpdir(), 'understudy-index-'))
  try {
    // An index of its own holds the files of that commit; older versions of git read attributes from nowhere else.
    const env = { GIT_INDEX_FILE: join(folder, 'index') }
    await git(top, ['read-tree', commit], { env })
    const input = Buffer.concat(names.flatMap(({ bytes }) => [bytes, Buffer.of(0)]))
    const asked = TELLING.map(([attribute]) => attribute)
    const check = ['-c', `attr.tree=${commit}`, 'check-attr', '--cached', '-z', '--stdin', ...asked]
    return readAttributes(await git(top, check, { env, input }))
  } catch {
    return new Map()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Reads `check-attr -z`: path, attribute, value. Keys are the bytes of the path as latin1, which loses none. */
export function readAttributes(bytes: Buffer): ReadonlyMap<string, string> {
  const parts = nulParts(bytes)
  const out = new Map<string, string>()
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [path = '', attribute, value = ''] = parts.slice(at, at + 3).map((part) => part.toString('latin1'))
    const telling = TELLING.find(([name, values]) => name === attribute && values.includes(value))
    if (telling && !out.has(path)) out.set(path, telling[2])
  }
  return out
}
