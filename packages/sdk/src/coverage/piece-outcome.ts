import type { Finding } from '@understudy/findings'
import type { Piece } from '../plan/cut.ts'

/** Who answered for some code. */
export interface ServedBy {
  /** Short id of the target, `vendor/model`. */
  readonly target: string
  /** Key of that target: vendor, endpoint, region, credential and model. */
  readonly key: string
  readonly endpoint: string
  readonly servedModel: string
  /** True for an engine whose silence proves nothing. */
  readonly degraded: boolean
}

/** What became of one piece of a file: read whole, or not, with the reason in words. */
export type PieceOutcome =
  | {
      readonly piece: Piece
      readonly read: true
      readonly by: ServedBy
      readonly findings: readonly Finding[]
      /** Rises with every call of a review that ends: the highest is the latest. */
      readonly order: number
    }
  | {
      readonly piece: Piece
      readonly read: false
      readonly disposition: 'refused' | 'truncated' | 'failed' | 'skipped'
      readonly reason: string
      /** True when a smaller piece would have fitted. @default false */
      readonly tooLong?: boolean
      /** What was told of it all the same. @default [] */
      readonly findings?: readonly Finding[]
    }

export type ReadPiece = Extract<PieceOutcome, { readonly read: true }>
export type UnreadPiece = Extract<PieceOutcome, { readonly read: false }>
