import type { StageVendor } from './vendor.ts'

/** One HTTP request as a stage sees it, whatever carried it here. */
export interface StageRequest {
  readonly vendor: StageVendor
  readonly method: string
  /** Path below the vendor's origin, without query: `/v1/messages`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** What a caller asked a vendor to do. The first six generate text; the others only look things up. */
export type Surface =
  | 'responses'
  | 'chat'
  | 'messages'
  | 'generate-content'
  | 'interactions'
  | 'count-tokens'
  | 'list-models'
  | 'get-model'

/** A request understood: the same words for every vendor. */
export interface Operation {
  readonly vendor: StageVendor
  readonly surface: Surface
  readonly model: string
  readonly stream: boolean
  readonly system: string
  /** All user text, joined. */
  readonly input: string
  readonly schema?: Readonly<Record<string, unknown>>
  readonly maxOutputTokens?: number
  readonly body: Readonly<Record<string, unknown>>
  readonly query: URLSearchParams
  /** Version part of the path: `v1`, `v1beta`. */
  readonly version: string
}

/** True for surfaces that make a model write. */
export function generates(surface: Surface): boolean {
  return surface !== 'list-models' && surface !== 'get-model' && surface !== 'count-tokens'
}

/** A member as an object, or an empty one. */
export function objectAt(value: unknown, member: string): Readonly<Record<string, unknown>> {
  const found = isObject(value) ? value[member] : undefined
  return isObject(found) ? found : {}
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that should be a word. */
export function wordAt(value: Readonly<Record<string, unknown>>, member: string, otherwise = ''): string {
  const word = value[member]
  return typeof word === 'string' ? word : otherwise
}

/** All text in a vendor's content: a string, a list of parts with `text`, or a list of messages. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).filter(Boolean).join('\n')
  if (!isObject(content)) return ''
  return textOf(content['text'] ?? content['content'] ?? content['parts'] ?? '')
}
