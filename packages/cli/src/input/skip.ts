/**
 * Why a file was not read for review, with whether code may be missing because of it. The words are part of the JSON output
 * and stay stable. Code that was not read proves nothing, so a reason is harmless only where nothing reviewable can be missing,
 * or where the operator or the base of a change said so.
 */
const REASONS = {
  // By the operator, or by the base.
  excluded: 'harmless',
  'excluded-by-repository': 'incomplete',
  attributes: 'harmless',
  dependencies: 'harmless',
  ignored: 'harmless',
  // By content.
  empty: 'harmless',
  'lock-file': 'harmless',
  media: 'harmless',
  'licence-text': 'harmless',
  binary: 'incomplete',
  'not-utf8': 'incomplete',
  'too-large': 'incomplete',
  'lfs-pointer': 'incomplete',
  // By what a change does to it.
  moved: 'harmless',
  mode: 'harmless',
  'line-ends': 'harmless',
  removed: 'harmless',
  'not-changed': 'harmless',
  // By what stands at the path.
  'symbolic-link': 'harmless',
  'link-target-not-read': 'incomplete',
  'link-leaves-root': 'incomplete',
  'link-loop': 'harmless',
  'special-file': 'harmless',
  submodule: 'incomplete',
  'nested-repository': 'incomplete',
  'not-in-the-clone': 'incomplete',
  unreadable: 'incomplete',
} as const

export type SkipReason = keyof typeof REASONS

/** All reasons. */
export const SKIP_REASONS = Object.keys(REASONS) as readonly SkipReason[]

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

/** One left-out file; `incomplete` follows from the reason. */
export function skipped(path: string, reason: SkipReason, sentence: string): SkippedFile {
  return { path, reason, sentence, incomplete: REASONS[reason] === 'incomplete' }
}
