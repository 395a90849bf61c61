import type { Piece, WireAnswer } from '../wire/answer.ts'

const encoder = new TextEncoder()

/** A body as bytes, all pieces joined. */
export function bytesOf({ body }: WireAnswer): Uint8Array {
  return Buffer.concat(body.map(({ data }) => (typeof data === 'string' ? encoder.encode(data) : data)))
}

/** The first pieces of an event stream, or the first half of a whole body, so that something always arrives. */
export function firstPart(answer: WireAnswer, pieces: number): readonly Piece[] {
  if (answer.body.length > 1) return answer.body.slice(0, Math.min(pieces, answer.body.length - 1))
  const bytes = bytesOf(answer)
  return [{ data: bytes.subarray(0, Math.max(1, bytes.length >> 1)) }]
}

/** No header ever comes; the connection ends as said. */
export function headless(answer: WireAnswer, ending: WireAnswer['ending'] & string, failure?: string): WireAnswer {
  return { ...answer, body: [], head: false, ending, ...(failure !== undefined && { failure }) }
}

/** Another body of a known type in place of the vendor's. */
export function replaced(status: number, contentType: string, data: string | Uint8Array): WireAnswer {
  return { status, headers: { 'content-type': contentType }, body: data.length > 0 ? [{ data }] : [] }
}
