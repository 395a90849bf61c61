import { type Effort, type ModelCall, REVIEW_SCHEMA, type Runtime } from '@understudy/spec'
import type { ContextFile } from '../../plan/context.ts'
import type { ReviewSource } from '../../plan/source.ts'
import { unguessable } from '../../prompt/data-block.ts'
import type { Canary } from './canary.ts'
import type { ReviewKind } from './kind.ts'

/** Settings of every call of one reviewer. */
export interface CallSettings {
  readonly maxOutputTokens: number
  readonly effort: Effort
  readonly stream: boolean
  readonly safetyIdentifier?: string
}

/** Version of the answer's shape; part of provenance and of every cache key. */
export const REVIEW_SCHEMA_VERSION = 1

const textsOf = ({ path, lines }: ContextFile): readonly string[] => [path, ...lines.map(({ text }) => text)]

/** The call that has some code reviewed. A canary goes in the middle or at the ends, by chance. */
export function reviewCall(
  kind: ReviewKind,
  pieces: readonly ReviewSource[],
  canary: Canary | null,
  settings: CallSettings,
  runtime: Pick<Runtime, 'random'>,
): ModelCall {
  const files: readonly ReviewSource[] = canary
    ? pieces.toSpliced(Math.floor(runtime.random() * (pieces.length + 1)), 0, canary.file)
    : pieces
  const nonce = unguessable(
    runtime,
    files.flatMap(({ content, before = '', context = [] }) => [content, before, ...context.flatMap(textsOf)]),
  )
  return {
    task: kind.name,
    system: kind.system,
    input: kind.input(files, nonce),
    schema: REVIEW_SCHEMA,
    schemaName: 'review',
    files,
    promptVersion: kind.promptVersion,
    ...settings,
  }
}
