/** A JSON Schema in the subset that every vendor accepts (see `assertPortableSchema` of `@understudy/providers`). */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** The tasks Understudy knows. Writing exploits is not one of them. */
export type TaskName = 'review.files' | 'review.diff' | 'triage.finding' | 'verify.fix' | 'propose.patch' | 'plain'

/** One file of the reviewed code, as text. */
export interface SourceFile {
  /** Path with `/`, relative to the reviewed root. */
  readonly path: string
  readonly content: string
  /** Line number of the first line of `content` in the whole file, 1-based. @default 1 */
  readonly firstLine?: number
}

/** How much thinking to ask for; each adapter maps it to its vendor's own levels. */
export type Effort = 'low' | 'medium' | 'high'

/** One request to one model, in no vendor's words. */
export interface ModelCall {
  readonly task: TaskName
  /** The only system text. Reviewed code is never part of it. */
  readonly system: string
  /** The user message. */
  readonly input: string
  /** Shape the answer must have; absent for free text. */
  readonly schema?: JsonSchema
  /** Name of the schema for vendors that want one. @default 'reply' */
  readonly schemaName?: string
  /** The same code as in `input`, unwrapped, for engines that need no prompt. */
  readonly files?: readonly SourceFile[]
  /** Includes reasoning tokens, as all vendors count them. */
  readonly maxOutputTokens: number
  /** @default 'medium' */
  readonly effort?: Effort
  /** Ask the vendor for a stream. The reply is whole either way. @default false */
  readonly stream?: boolean
  /** Version of the prompt that wrote this call; kept in provenance and cache keys. */
  readonly promptVersion: string
  /** Hashed per-tenant id, sent so that one user's block does not become the organisation's. */
  readonly safetyIdentifier?: string
}
