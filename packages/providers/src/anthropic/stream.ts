import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'

/** Puts a message together from its events. It is whole only after `message_stop`. */
export function messageAccumulator(): Accumulator {
  let message: Record<string, unknown> | undefined
  let stopped = false
  const blocks: { readonly type: unknown; text: string; readonly start: object }[] = []

  const delta = (event: Readonly<Record<string, unknown>>): string | undefined => {
    const change = members(event['delta'])
    const block = blocks[Number(event['index'])]
    if (!block || change?.['type'] !== 'text_delta' || typeof change['text'] !== 'string') return undefined
    block.text += change['text']
    return change['text']
  }

  return {
    push(raw) {
      const event = members(raw) ?? {}
      if (event['type'] === 'message_start') message = { ...members(event['message']) }
      else if (event['type'] === 'content_block_start') {
        const start = members(event['content_block']) ?? {}
        blocks[Number(event['index'])] = {
          type: start['type'],
          text: typeof start['text'] === 'string' ? start['text'] : '',
          start,
        }
      } else if (event['type'] === 'content_block_delta') return delta(event)
      else if (event['type'] === 'message_delta' && message) {
        Object.assign(message, members(event['delta']))
        message['usage'] = { ...members(message['usage']), ...members(event['usage']) }
      } else if (event['type'] === 'message_stop') stopped = true
      else if (event['type'] === 'error') throw new AnswerFault('The stream reports an error.', { words: wordsOf(event) })
      return undefined
    },
    whole() {
      if (!message) throw new AnswerFault('The stream ended before it began.', { kind: 'truncated' })
      const content = blocks.map(({ start, text, type }) => (type === 'text' ? { ...start, text } : start))
      return { ...message, content, ...(!stopped && { stop_reason: null }) }
    },
  }
}
