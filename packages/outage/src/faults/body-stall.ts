import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const bodyStall: Fault = {
  name: 'body-stall',
  number: 9,
  summary: 'Headers and half a body come, then nothing more.',
  on: 'unary',
  apply: (healthy) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, 1), ending: 'stall' }
  },
}
