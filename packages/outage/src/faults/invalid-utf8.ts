import type { Fault } from './fault.ts'

/** A character that no model writes, three bytes long; JSON leaves it as it is. */
const MARK = '\uE0FA'

/** Inside a sentence of a review, or inside the first word of anything else. */
function mark(text: string): string {
  const place = text.includes('"reasoning":"') ? /"reasoning":"\w{3}/ : /\w{3}/
  return text.replace(place, (found) => found.slice(0, -1) + MARK)
}

function spoil(data: string | Uint8Array): string | Uint8Array {
  if (typeof data !== 'string' || !data.includes(MARK)) return data
  const bytes = Buffer.from(data)
  const at = bytes.indexOf(MARK)
  bytes.set([0xff, 0xfe, 0xfd], at)
  return bytes
}

export const invalidUtf8: Fault = {
  name: 'invalid-utf8',
  number: 14,
  summary: 'Bytes inside the text are not UTF-8.',
  apply: (_healthy, { answerWith }) => {
    const answer = answerWith({ text: mark })
    const body = answer.body.map((piece) => ({ ...piece, data: spoil(piece.data) }))
    return { ...answer, body }
  },
}
