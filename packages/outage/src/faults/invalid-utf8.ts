import type { Fault } from './fault.ts'

/** A character that no model writes, three bytes long; JSON leaves it as it is. */
const MARK = '\uE0FA'

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
    const answer = answerWith({ text: (text) => text.replace(/[a-z]{3}/, (word) => word.slice(0, 2) + MARK) })
    const body = answer.body.map((piece) => ({ ...piece, data: spoil(piece.data) }))
    return { ...answer, body }
  },
}
