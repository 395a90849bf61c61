import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const noFinishMarker: Fault = {
  name: 'no-finish-marker',
  number: 11,
  summary: 'A stream ends cleanly without the event that says it is whole.',
  on: 'stream',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, settings.pieces ?? Math.ceil(answer.body.length / 2)) }
  },
}
