import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'

const END_MARKERS = new Set(['response.completed', 'response.incomplete', 'response.failed'])

/** Waits for the event that carries the finished response; deltas are only shown on the way. */
export function responseAccumulator(): Accumulator {
  let finished: unknown
  let model: unknown
  return {
    push(raw) {
      const event = members(raw) ?? {}
      const type = event['type']
      const stated = members(event['response'])?.['model']
      if (typeof stated === 'string' && stated !== '') model = stated
      if (type === 'response.output_text.delta' && typeof event['delta'] === 'string') return event['delta']
      if (typeof type === 'string' && END_MARKERS.has(type)) finished = event['response']
      else if (type === 'error') throw new AnswerFault('The stream reports an error.', { words: wordsOf(event) })
      return undefined
    },
    whole() {
      if (finished === undefined) throw new AnswerFault('The stream has no end marker.', { kind: 'truncated' })
      const response = members(finished)
      return response && model !== undefined ? { ...response, model } : finished
    },
  }
}
