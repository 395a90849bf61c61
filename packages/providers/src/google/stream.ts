import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'
import { textOf } from './read.ts'

/** Puts chunks together: text adds up, everything else is as the last chunk that states it says. */
export function contentAccumulator(): Accumulator {
  let last: Readonly<Record<string, unknown>> | undefined
  let text = ''
  let finishReason: unknown
  return {
    push(raw) {
      const chunk = members(raw) ?? {}
      // The older SDK hands an error frame on as if it were a chunk.
      if (chunk['error']) throw new AnswerFault('The stream reports an error.', { words: wordsOf(chunk) })
      const stated = Object.fromEntries(
        Object.entries(chunk).filter(([, value]) => value !== undefined && value !== '' && typeof value !== 'function'),
      )
      last = { ...last, ...stated }
      const candidate = Array.isArray(chunk['candidates']) ? members(chunk['candidates'][0]) : undefined
      finishReason = candidate?.['finishReason'] ?? finishReason
      const added = textOf(candidate)
      text += added
      return added === '' ? undefined : added
    },
    whole() {
      if (!last) throw new AnswerFault('The stream ended before it began.', { kind: 'truncated' })
      const candidates = last['candidates'] === undefined ? undefined : [{ content: { parts: [{ text }] }, finishReason }]
      return { ...last, candidates }
    },
  }
}
