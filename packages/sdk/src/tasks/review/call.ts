import { type Effort, type ModelCall, REVIEW_SCHEMA, type Runtime, type SourceFile } from '@understudy/spec'
import { unguessable } from '../../prompt/data-block.ts'
import { REVIEW_PROMPT_VERSION, REVIEW_SYSTEM, reviewInput } from '../../prompt/review.ts'
import type { Canary } from './canary.ts'

/** Settings of every call of one reviewer. */
export interface CallSettings {
  readonly maxOutputTokens: number
  readonly effort: Effort
  readonly stream: boolean
  readonly safetyIdentifier?: string
}

/** Version of the answer's shape; part of provenance and of every cache key. */
export const REVIEW_SCHEMA_VERSION = 1

/** The call that has some code reviewed. A canary goes in the middle or at the ends, by chance. */
export function reviewCall(
  pieces: readonly SourceFile[],
  canary: Canary | null,
  settings: CallSettings,
  runtime: Pick<Runtime, 'random'>,
): ModelCall {
  const files = canary ? pieces.toSpliced(Math.floor(runtime.random() * (pieces.length + 1)), 0, canary.file) : pieces
  const nonce = unguessable(
    runtime,
    files.map((file) => file.content),
  )
  return {
    task: 'review.files',
    system: REVIEW_SYSTEM,
    input: reviewInput(files, nonce),
    schema: REVIEW_SCHEMA,
    schemaName: 'review',
    files,
    promptVersion: REVIEW_PROMPT_VERSION,
    ...settings,
  }
}
