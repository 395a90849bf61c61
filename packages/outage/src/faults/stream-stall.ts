import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const streamStall: Fault = {
  name: 'stream-stall',
  number: 9,
  summary: 'A stream begins and then says nothing more.',
  on: 'stream',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return { ...answer, body: firstPart(answer, settings.pieces ?? 2), ending: 'stall' }
  },
}
