import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const truncatedJson: Fault = {
  name: 'truncated-json',
  number: 23,
  summary: 'A whole answer that stops in the middle of its JSON, properly ended.',
  on: 'unary',
  apply: (healthy) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, 1) }
  },
}
