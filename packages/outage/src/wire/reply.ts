import type { TokenCounts } from './usage.ts'

/** What a simulated model says, before it is put into a vendor's form. */
export interface StageReply {
  readonly text: string
  /** @default 'finished' */
  readonly stop?: 'finished' | 'length' | 'refused'
  /** Vendor's word for the kind of refusal; @default each vendor's usual one (`cyber`, `PROHIBITED_CONTENT`) */
  readonly refusalCategory?: string
  /** Model id that the vendor says answered. @default the one that was asked */
  readonly servedModel?: string
  readonly usage?: Partial<TokenCounts>
}

/** A reply with everything that a wire format needs to write it down. */
export interface FinishedReply {
  readonly text: string
  readonly stop: 'finished' | 'length' | 'refused'
  readonly refusalCategory?: string
  readonly servedModel: string
  readonly usage: TokenCounts
  /** The text in the pieces in which a stream sends it. */
  readonly deltas: readonly string[]
  /** Between two pieces of a stream. */
  readonly pieceMs: number
}

/** Cuts text into stream deltas of about `size` characters, never inside a surrogate pair. */
export function deltasOf(text: string, size: number): readonly string[] {
  const deltas: string[] = []
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + size)
    const last = text.charCodeAt(end - 1)
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end++
    deltas.push(text.slice(start, end))
    start = end
  }
  return deltas
}
