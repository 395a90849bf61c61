import type { Fault } from './fault.ts'
import { bytesOf } from './shape.ts'

export const contentLengthMismatch: Fault = {
  name: 'content-length-mismatch',
  number: 7,
  summary: 'The header promises more bytes than come.',
  stages: ['loopback'],
  on: 'unary',
  apply: (healthy) => {
    const answer = healthy()
    const promised = String(bytesOf(answer).length + 100)
    return { ...answer, headers: { ...answer.headers, 'content-length': promised }, ending: 'close' }
  },
}
