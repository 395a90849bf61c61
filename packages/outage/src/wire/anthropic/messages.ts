import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { FinishedReply } from '../reply.ts'
import { objectAt, type Operation } from '../request.ts'
import { namedEvent, pieces } from '../sse.ts'
import type { WireContext } from '../wire.ts'

const STOP = { finished: 'end_turn', length: 'max_tokens', refused: 'refusal' } as const

type Block = Readonly<Record<string, unknown>> & { readonly type: string }

/** Limits of a middle tier; no test should read more into them. */
function headersOf(requestId: string, context: WireContext): Record<string, string> {
  const reset = `${new Date(context.wallTime() + 1000).toISOString().slice(0, 19)}Z`
  return {
    'request-id': requestId,
    'anthropic-organization-id': 'stage',
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': '3999',
    'anthropic-ratelimit-requests-reset': reset,
    'anthropic-ratelimit-tokens-limit': '2000000',
    'anthropic-ratelimit-tokens-remaining': '1999000',
    'anthropic-ratelimit-tokens-reset': reset,
  }
}

/** Blocks of a whole answer: thinking (its text withheld, as by default) when it was asked for, then the text. */
function blocksOf(operation: Operation, reply: FinishedReply, context: WireContext): readonly Block[] {
  const thinking = objectAt(operation.body, 'thinking')['type']
  const thought = reply.usage.reasoning > 0 && (thinking === 'adaptive' || thinking === 'enabled')
  const text = reply.stop === 'refused' && reply.text === '' ? [] : [{ type: 'text', text: reply.text }]
  return [...(thought ? [{ type: 'thinking', thinking: '', signature: context.ids('', 40) }] : []), ...text]
}

function usageOf({ usage }: FinishedReply): Readonly<Record<string, unknown>> {
  return {
    input_tokens: usage.input - usage.cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: usage.cached,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: usage.output + usage.reasoning,
    output_tokens_details: { thinking_tokens: usage.reasoning },
    service_tier: 'standard',
    inference_geo: 'us',
  }
}

/** An answer of Anthropic's Messages, whole or as its stream of events. */
export function messagesReply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer {
  const headers = headersOf(context.ids('req_01', 22), context)
  const blocks = blocksOf(operation, reply, context)
  const details =
    reply.stop === 'refused'
      ? {
          type: 'refusal',
          category: reply.refusalCategory ?? 'cyber',
          explanation: 'This request was declined by a safety classifier.',
        }
      : null
  const message = {
    model: reply.servedModel,
    id: context.ids('msg_01', 22),
    type: 'message',
    role: 'assistant',
    content: blocks,
    stop_reason: STOP[reply.stop],
    stop_sequence: null,
    stop_details: details,
    usage: usageOf(reply),
  }
  if (!operation.stream) return jsonAnswer(200, message, headers)
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' },
    body: events(message, blocks, reply),
  }
}

function events(message: Readonly<Record<string, unknown>>, blocks: readonly Block[], reply: FinishedReply): WireAnswer['body'] {
  const started = {
    ...message,
    content: [],
    stop_reason: null,
    stop_details: null,
    usage: { ...usageOf(reply), output_tokens: 1 },
  }
  const before = [namedEvent({ type: 'message_start', message: started } as { type: string })]
  const paced: string[] = []
  const event = (data: { type: string; [member: string]: unknown }): string => namedEvent(data)
  for (const [index, block] of blocks.entries()) {
    const thinking = block.type === 'thinking'
    const opening = thinking ? { type: 'thinking', thinking: '', signature: '' } : { type: 'text', text: '' }
    const deltas = thinking
      ? [{ type: 'signature_delta', signature: block['signature'] }]
      : reply.deltas.map((text) => ({ type: 'text_delta', text }))
    // The first ping comes after the first block has begun, as the vendor sends it.
    paced.push(
      event({ type: 'content_block_start', index, content_block: opening }) + (index === 0 ? event({ type: 'ping' }) : ''),
    )
    for (const delta of deltas) paced.push(event({ type: 'content_block_delta', index, delta }))
    paced.push(event({ type: 'content_block_stop', index }))
  }
  const { stop_reason, stop_sequence, stop_details, usage } = message
  const after = [
    event({ type: 'message_delta', delta: { stop_reason, stop_sequence, stop_details }, usage }),
    event({ type: 'message_stop' }),
  ]
  return pieces(before, paced, after, reply.pieceMs)
}
