import { members, wordsOf } from '../classify/index.ts'
import { type Accumulator, AnswerFault } from '../adapter/index.ts'

const EVENTS = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
])

/**
 * The vendor's SDK goes by the name on the `event:` line and skips an event without one. The data say it too, and only they come
 * through every gateway. An event of a new kind is left out, as the vendor's API wants it, unless it may bring text.
 */
export function messageEventName(given: string | undefined, data: unknown): string | undefined {
  const event = members(data) ?? {}
  const name = typeof event['type'] === 'string' ? event['type'] : given
  if (name !== undefined && EVENTS.has(name)) return name
  return bringsText(event) ? (name ?? 'unnamed') : undefined
}

const bringsText = (event: Readonly<Record<string, unknown>>): boolean =>
  event['delta'] !== undefined || event['content_block'] !== undefined || event['message'] !== undefined

/** More blocks than any answer has; an index from outside must not be the size of anything. */
const MOST_BLOCKS = 1_000

interface Block {
  readonly type: unknown
  readonly start: object
  text: string
}

const broken = (sentence: string): AnswerFault => new AnswerFault(sentence, { kind: 'provider-error' })

/** Puts a message together from its events. It is whole only after `message_stop`. */
export function messageAccumulator(): Accumulator {
  let message: Record<string, unknown> | undefined
  let stopped = false
  const blocks = new Map<number, Block>()

  const indexOf = (event: Readonly<Record<string, unknown>>): number => {
    const index = event['index']
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < MOST_BLOCKS) return index
    throw broken('A block of the stream has no usable index.')
  }

  const begin = (event: Readonly<Record<string, unknown>>): void => {
    const index = indexOf(event)
    if (blocks.has(index)) throw broken('A block of the stream begins twice.')
    const start = members(event['content_block']) ?? {}
    blocks.set(index, { type: start['type'], text: typeof start['text'] === 'string' ? start['text'] : '', start })
  }

  const delta = (event: Readonly<Record<string, unknown>>): string | undefined => {
    const change = members(event['delta'])
    if (change?.['type'] !== 'text_delta' || typeof change['text'] !== 'string') return undefined
    const block = blocks.get(indexOf(event))
    // The event that began it was lost on the way, so others may be.
    if (!block) throw new AnswerFault('A block of the stream has no beginning.', { kind: 'truncated' })
    block.text += change['text']
    return change['text']
  }

  return {
    push(raw) {
      const event = members(raw) ?? {}
      if (event['type'] === 'message_start') {
        if (message) throw broken('The message begins twice.')
        message = { ...members(event['message']) }
      } else if (event['type'] === 'content_block_start') begin(event)
      else if (event['type'] === 'content_block_delta') return delta(event)
      else if (event['type'] === 'message_delta' && message) {
        const change = members(event['delta']) ?? {}
        // A second end marker may say less than the first.
        for (const [name, value] of Object.entries(change)) if (value !== null || !(name in message)) message[name] = value
        message['usage'] = { ...members(message['usage']), ...members(event['usage']) }
      } else if (event['type'] === 'message_stop') stopped = true
      else if (event['type'] === 'error') throw new AnswerFault('The stream reports an error.', { words: wordsOf(event) })
      else if (!EVENTS.has(String(event['type'])) && bringsText(event))
        throw new AnswerFault('An event of the stream has no known name.', { kind: 'truncated' })
      return undefined
    },
    whole() {
      if (!message) throw new AnswerFault('The stream ended before it began.', { kind: 'truncated' })
      const content = [...blocks.entries()]
        .toSorted(([one], [other]) => one - other)
        .map(([, { start, text, type }]) => (type === 'text' ? { ...start, text } : start))
      return { ...message, content, ...(!stopped && { stop_reason: null }) }
    },
  }
}
