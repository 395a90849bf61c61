import type { Piece } from './answer.ts'

/** One server-sent event with a name, as OpenAI's Responses and Anthropic write it. */
export function namedEvent(data: { readonly type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
}

/** One server-sent event without a name, as Chat Completions writes it. */
export function plainEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Events as pieces of a body: the ones that carry text come at the model's pace. */
export function pieces(before: readonly string[], paced: readonly string[], after: readonly string[], pieceMs: number): Piece[] {
  return [
    ...(before.length > 0 ? [{ data: before.join('') }] : []),
    ...paced.map((data) => (pieceMs > 0 ? { data, waitMs: pieceMs } : { data })),
    ...after.map((data) => ({ data })),
  ]
}
