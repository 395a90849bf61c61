import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'
import { contentText } from './content.ts'

/** Puts a chat completion together; it is whole once a chunk carried a `finish_reason`. */
export function chatAccumulator(): Accumulator {
  let head: Readonly<Record<string, unknown>> | undefined
  let usage: unknown
  let model: unknown
  let content = ''
  let refusal = ''
  let finish: unknown = null
  /** Some servers end a stream with the whole message instead of a last piece. */
  const takeMessage = (value: unknown): string | undefined => {
    const whole = contentText(members(value)?.['content'])
    if (whole === '' || whole === content) return undefined
    if (content !== '') throw new AnswerFault('The stream’s pieces are not its message.', { kind: 'truncated' })
    content = whole
    return whole
  }
  return {
    push(raw) {
      const chunk = members(raw) ?? {}
      if (chunk['error']) throw new AnswerFault('The stream reports an error.', { words: wordsOf(chunk) })
      head ??= chunk
      usage = chunk['usage'] ?? usage
      // Azure and some relays begin with a chunk that names no model.
      if (typeof chunk['model'] === 'string' && chunk['model'] !== '') ({ model } = chunk)
      const choice = Array.isArray(chunk['choices']) ? members(chunk['choices'][0]) : undefined
      const delta = members(choice?.['delta'])
      finish = choice?.['finish_reason'] ?? finish
      if (typeof delta?.['refusal'] === 'string') refusal += delta['refusal']
      if (!delta) return takeMessage(choice?.['message'])
      const added = contentText(delta['content'])
      content += added
      return added === '' ? undefined : added
    },
    whole() {
      if (!head) throw new AnswerFault('The stream ended before it began.', { kind: 'truncated' })
      return {
        ...head,
        model,
        usage,
        choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: refusal || null } }],
      }
    },
  }
}
