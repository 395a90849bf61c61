import { checkMembers, checkText, refuseOption } from '@understudy/spec'

/** One file to review. */
export interface ReviewFile {
  /** Path with `/`, relative to the reviewed root. Named in findings and shown to the model. */
  readonly path: string
  /** Text, or bytes when it is not known yet whether they are text. */
  readonly content: string | Uint8Array
  /**
   * The file before a change; an empty text for a new file. Where any file has it, the change is reviewed (`review.diff`) and
   * files without it count as new. @default whole files are reviewed
   */
  readonly before?: string
}

/** A file that the caller did not read, so that the report accounts for it. */
export interface SkippedFile {
  readonly path: string
  /** In words: `over 1 MB`, `binary`, … */
  readonly reason: string
  /** True when it may hold code, so that leaving it out makes the review incomplete. @default true */
  readonly incomplete?: boolean
}

/** What to review. */
export interface ReviewInput {
  readonly files: readonly ReviewFile[]
  /** Files that were never read. They appear in the coverage. @default [] */
  readonly skipped?: readonly SkippedFile[]
}

/** Checks the shape of an input, and that no path occurs twice. @throws InvalidOptionError */
export function checkInput(input: ReviewInput): ReviewInput {
  if (typeof input !== 'object' || input === null) refuseOption('input', 'an object with files', input)
  checkMembers('', input, ['files', 'skipped'])
  if (!Array.isArray(input.files)) refuseOption('files', 'a list of { path, content }', input.files)
  // Nothing reviewed must never read like nothing found.
  if (input.files.length === 0 && !input.skipped?.length) refuseOption('files', 'a list with at least one file', input.files)
  const seen = new Set<string>()
  const checkPath = (path: string, at: string): void => {
    checkText(at, path)
    if (seen.has(path)) refuseOption(at, 'a path that occurs once', path)
    seen.add(path)
  }
  for (const [index, file] of input.files.entries()) {
    if (typeof file !== 'object' || file === null) refuseOption(`files[${index}]`, 'an object with path and content', file)
    checkPath(file.path, `files[${index}].path`)
    if (typeof file.content !== 'string' && !(file.content instanceof Uint8Array))
      refuseOption(`files[${index}].content`, 'a string or bytes', file.content)
    if (file.before !== undefined && typeof file.before !== 'string')
      refuseOption(`files[${index}].before`, 'a string', file.before)
  }
  for (const [index, file] of (input.skipped ?? []).entries()) checkPath(file.path, `skipped[${index}].path`)
  return input
}
