import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const resetMidBody: Fault = {
  name: 'reset-mid-body',
  number: 6,
  summary: 'The connection is reset inside a whole answer.',
  on: 'unary',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, settings.pieces ?? 2), ending: 'reset' }
  },
}
