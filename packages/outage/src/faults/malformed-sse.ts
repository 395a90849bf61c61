import type { Fault } from './fault.ts'

export const malformedSse: Fault = {
  name: 'malformed-sse',
  number: 13,
  summary: 'One event of a stream is not JSON.',
  on: 'stream',
  apply: (healthy, { settings, operation }) => {
    const answer = healthy()
    const at = Math.min(settings.pieces ?? 2, answer.body.length - 1)
    const broken =
      operation.surface === 'messages' ? 'event: content_block_delta\ndata: {"type":"content_bl\n\n' : 'data: {"broken\n\n'
    return { ...answer, body: answer.body.toSpliced(at, 0, { data: broken }) }
  },
}
