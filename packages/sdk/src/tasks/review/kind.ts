import type { TaskName } from '@understudy/spec'
import type { ReviewSource } from '../../plan/source.ts'
import { REVIEW_DIFF_PROMPT_VERSION, REVIEW_DIFF_SYSTEM, reviewDiffInput } from '../../prompt/review-diff.ts'
import { REVIEW_PROMPT_VERSION, REVIEW_SYSTEM, reviewInput } from '../../prompt/review.ts'

/** A way to review: what is asked, under which version. */
export interface ReviewKind {
  readonly name: Extract<TaskName, 'review.files' | 'review.diff'>
  readonly promptVersion: string
  readonly system: string
  readonly input: (files: readonly ReviewSource[], nonce: string) => string
}

/** Whole files. */
export const FILES: ReviewKind = {
  name: 'review.files',
  promptVersion: REVIEW_PROMPT_VERSION,
  system: REVIEW_SYSTEM,
  input: reviewInput,
}

/** What a change brings in. */
export const DIFF: ReviewKind = {
  name: 'review.diff',
  promptVersion: REVIEW_DIFF_PROMPT_VERSION,
  system: REVIEW_DIFF_SYSTEM,
  input: reviewDiffInput,
}
