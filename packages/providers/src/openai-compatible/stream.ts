import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'

/** Puts a chat completion together; it is whole once a chunk carried a `finish_reason`. */
export function chatAccumulator(): Accumulator {
  let head: Readonly<Record<string, unknown>> | undefined
  let usage: unknown
  let content = ''
  let refusal = ''
  let finish: unknown = null
  return {
    push(raw) {
      const chunk = members(raw) ?? {}
      if (chunk['error']) throw new AnswerFault('The stream reports an error.', { words: wordsOf(chunk) })
      head ??= chunk
      usage = chunk['usage'] ?? usage
      const choice = Array.isArray(chunk['choices']) ? members(chunk['choices'][0]) : undefined
      const delta = members(choice?.['delta'])
      finish = choice?.['finish_reason'] ?? finish
      if (typeof delta?.['refusal'] === 'string') refusal += delta['refusal']
      if (typeof delta?.['content'] !== 'string') return undefined
      content += delta['content']
      return delta['content']
    },
    whole() {
      if (!head) throw new AnswerFault('The stream ended before it began.', { kind: 'truncated' })
      return {
        ...head,
        usage,
        choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: refusal || null } }],
      }
    },
  }
}
