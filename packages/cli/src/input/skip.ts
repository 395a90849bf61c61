/** Why a file was not read for review. The words are part of the JSON output and stay stable. */
export const SKIP_REASONS = [
  'excluded',
  'excluded-by-repository',
  'not-source',
  'binary',
  'symbolic-link',
  'link-leaves-root',
  'link-loop',
  'special-file',
  'too-large',
  'not-utf8',
  'unreadable',
  'empty',
] as const

export type SkipReason = (typeof SKIP_REASONS)[number]

/** A file or folder that was found and left out. */
export interface SkippedFile {
  /** Relative to the root, with `/`. A folder ends in `/`. */
  readonly path: string
  readonly reason: SkipReason
  /** One sentence for a reader: what it is and, where something can be done, what. */
  readonly sentence: string
  /** True when the file may hold code, so that leaving it out makes the review incomplete. */
  readonly incomplete: boolean
}

/**
 * Reasons after which nothing reviewable can be missing. Every other one makes the review incomplete: code that was
 * not read proves nothing.
 */
const HARMLESS: ReadonlySet<SkipReason> = new Set(['excluded', 'not-source', 'binary', 'symbolic-link', 'empty'])

/** One left-out file; `incomplete` follows from the reason unless the caller knows better. */
export function skipped(path: string, reason: SkipReason, sentence: string, incomplete = !HARMLESS.has(reason)): SkippedFile {
  return { path, reason, sentence, incomplete }
}
