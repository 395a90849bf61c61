import { resolve } from 'node:path'
import { UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import { issueSentence } from '../config/issues.ts'
import type { Shell } from '../shell/shell.ts'
import { type Baseline, baselineSchema } from './schema.ts'

/** Members of the file, and of an entry. */
const knownAt = (path: readonly PropertyKey[]): readonly string[] =>
  path.length === 0 ? Object.keys(baselineSchema.shape) : Object.keys(baselineSchema.shape.accepted.element.shape)

const EMPTY: Baseline = { version: 1, accepted: [] }

/** Reads a baseline. @throws UnderstudyError `invalid-document` when it is missing or breaks a rule: it silences findings */
export async function readBaseline(path: string, shell: Pick<Shell, 'cwd' | 'runtime'>, mayBeMissing = false): Promise<Baseline> {
  const absolute = resolve(shell.cwd, path)
  if (mayBeMissing && !(await shell.runtime.files.stat(absolute))) return EMPTY
  const refuse = (why: string, cause?: unknown): never => {
    throw new UnderstudyError('invalid-document', `The baseline ${path} ${why}`, { cause })
  }
  const text = await shell.runtime.files
    .readText(absolute)
    .catch((error: NodeJS.ErrnoException) => refuse(`cannot be read: ${errnoWords(error)}.`, error))
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return refuse('is not valid JSON.', error)
  }
  const result = baselineSchema.safeParse(document)
  if (result.success) return result.data
  const [issue] = result.error.issues
  return refuse(`is not valid: ${issue ? issueSentence(issue, document, knownAt) : 'it breaks a rule.'}`)
}

/** Replaces the file in one step, ordered by path, so that a change of it reads well in review. */
export async function writeBaseline(path: string, baseline: Baseline, shell: Pick<Shell, 'cwd' | 'runtime'>): Promise<void> {
  const accepted = baseline.accepted.toSorted((a, b) =>
    a.path === b.path ? (a.fingerprint < b.fingerprint ? -1 : 1) : a.path < b.path ? -1 : 1,
  )
  await shell.runtime.files.writeText(resolve(shell.cwd, path), `${JSON.stringify({ ...baseline, accepted }, null, 2)}\n`)
}
