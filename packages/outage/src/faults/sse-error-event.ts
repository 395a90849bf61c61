import type { Fault } from './fault.ts'
import { firstPart } from './shape.ts'

export const sseErrorEvent: Fault = {
  name: 'sse-error-event',
  number: 12,
  summary: 'An error comes as an event of a stream that began well.',
  on: 'stream',
  apply: (healthy, { settings, wire, wireContext, operation }) => {
    const answer = healthy()
    const event = wire.errorEvent('overloaded', { surface: operation.surface }, wireContext)
    return { ...answer, body: [...firstPart(answer, settings.pieces ?? 2), { data: event }] }
  },
}
