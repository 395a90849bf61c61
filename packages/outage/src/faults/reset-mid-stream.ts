import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const resetMidStream: Fault = {
  name: 'reset-mid-stream',
  number: 10,
  summary: 'The connection is reset inside a stream.',
  on: 'stream',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, settings.pieces ?? 3), ending: 'reset' }
  },
}
