import type { Problem } from '@understudy/findings'
import type { JsonSchema, SourceFile, TaskName } from '@understudy/spec'

/** A value that an answer was read as, or everything that is wrong with it. */
export type ReadAnswer<O> =
  | { readonly ok: true; readonly value: O }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** One kind of question about a finding: prompt, schema and reading together, under one version. */
export interface Task<I, O> {
  readonly name: TaskName
  /** Part of provenance and of every profile; raise it with any change of wording. */
  readonly promptVersion: string
  readonly schemaName: string
  readonly schema: JsonSchema
  readonly system: string
  /** Everything untrusted that goes into the message; the nonce must occur in none of it. */
  sections(input: I): readonly string[]
  /** The question, which stands before the data block. */
  question(input: I): string
  /** The code, unwrapped. */
  files(input: I): readonly SourceFile[]
  /** Makes a value of an answer that keeps the schema. */
  read(answer: unknown, input: I): ReadAnswer<O>
}
