import type { FailureKind, ModelReply } from '@understudy/spec'
import type { RouteResult } from '../route/types.ts'

/**
 * What a stream tells. Always: `text` belongs to the latest `attempt-started`; after `attempt-abandoned` all text of that
 * attempt is void, and another model starts from the beginning; `finished` comes last, at most once, and its reply is whole.
 */
export type RouteStreamEvent =
  | { readonly type: 'attempt-started'; readonly number: number; readonly target: string; readonly why: string }
  | { readonly type: 'text'; readonly number: number; readonly text: string }
  | {
      readonly type: 'attempt-abandoned'
      readonly number: number
      readonly target: string
      readonly kind: FailureKind
      readonly sentence: string
    }
  | { readonly type: 'finished'; readonly result: RouteResult<ModelReply> }
