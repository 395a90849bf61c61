import { checkMembers, checkNumber, hasCode, type ModelAdapter, type SourceFile } from '@understudy/spec'
import { type FileReview, floorAdapter } from './adapter.ts'
import { scan } from './scan.ts'

/** Options of `floor`. */
export interface FloorOptions {
  /** Longer files are not reviewed, in characters. @default 1_000_000 */
  readonly maxFileLength?: number
}

const MODEL = 'ast-grep'
/** Short id of the offline engine: `floor/ast-grep`. */
export const FLOOR_ID = `floor/${MODEL}`
const LONGEST_FILE = 1_000_000

/**
 * The offline engine that still answers when every model is gone: pattern rules with name-level taint, no network, no
 * key. Its answers are always degraded, and its silence proves nothing.
 * @throws InvalidOptionError
 */
export function floor(options: FloorOptions = {}): ModelAdapter {
  checkMembers('', options, ['maxFileLength'])
  const maxFileLength = checkNumber('maxFileLength', options.maxFileLength ?? LONGEST_FILE, { min: 1, whole: true })
  return floorAdapter({ model: MODEL, prepare: async () => (file) => reviewOf(file, maxFileLength) })
}

function reviewOf({ path, content, firstLine = 1 }: SourceFile, maxFileLength: number): FileReview {
  const unread = (note: string): FileReview => ({ findings: [], entry: { path, verdict: 'not-reviewed', note } })
  if (content.length > maxFileLength)
    return unread(`The file has ${content.length} characters; the floor reads at most ${maxFileLength}.`)
  try {
    const { flaws, note } = scan(path, content)
    const shift = firstLine - 1
    const findings = flaws.map((flaw) => ({ ...flaw, startLine: flaw.startLine + shift, endLine: flaw.endLine + shift }))
    const verdict = note ? 'not-reviewed' : findings.length > 0 ? 'findings' : 'clean'
    return { findings, entry: { path, verdict, note } }
  } catch (error) {
    if (hasCode(error, 'missing-peer')) return unread(error.message)
    throw error
  }
}
