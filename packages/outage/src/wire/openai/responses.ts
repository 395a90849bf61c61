import type { WireAnswer } from '../answer.ts'
import { jsonAnswer } from '../answer.ts'
import type { FinishedReply } from '../reply.ts'
import type { Operation } from '../request.ts'
import { namedEvent, pieces } from '../sse.ts'
import type { WireContext } from '../wire.ts'
import { openaiHeaders } from './headers.ts'

const REFUSAL = "I'm sorry, but I can't help with that."

/** Members of a response that do not change while it is written. */
function shell(operation: Operation, reply: FinishedReply, context: WireContext): Record<string, unknown> {
  const { body } = operation
  return {
    id: context.hex('resp_', 48),
    object: 'response',
    created_at: Math.floor(context.wallTime() / 1000),
    background: false,
    error: null,
    incomplete_details: null,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    metadata: body['metadata'] ?? {},
    model: reply.servedModel,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: body['reasoning'] ?? { effort: null, summary: null },
    safety_identifier: body['safety_identifier'] ?? null,
    access_programs: body['access_programs'] ?? null,
    service_tier: body['service_tier'] === 'auto' ? 'default' : (body['service_tier'] ?? 'default'),
    store: body['store'] ?? true,
    temperature: 1,
    text: body['text'] ?? { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: body['truncation'] ?? 'disabled',
    user: null,
  }
}

interface Parts {
  readonly reasoning: Readonly<Record<string, unknown>>
  readonly message: Readonly<Record<string, unknown>> & { readonly id: string }
  readonly part: Readonly<Record<string, unknown>>
}

function parts(reply: FinishedReply, context: WireContext): Parts {
  const refused = reply.stop === 'refused'
  const part = refused
    ? { type: 'refusal', refusal: reply.text || REFUSAL }
    : { type: 'output_text', annotations: [], logprobs: [], text: reply.text }
  const status = reply.stop === 'length' ? 'incomplete' : 'completed'
  return {
    reasoning: { id: context.hex('rs_', 48), type: 'reasoning', summary: [] },
    message: { id: context.hex('msg_', 48), type: 'message', status, content: [part], role: 'assistant' },
    part,
  }
}

function finished(
  base: Readonly<Record<string, unknown>>,
  { reasoning, message }: Parts,
  reply: FinishedReply,
): Record<string, unknown> {
  const { input, cached, output, reasoning: thought } = reply.usage
  return {
    ...base,
    status: reply.stop === 'length' ? 'incomplete' : 'completed',
    incomplete_details: reply.stop === 'length' ? { reason: 'max_output_tokens' } : null,
    output: [reasoning, message],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
      output_tokens: output + thought,
      output_tokens_details: { reasoning_tokens: thought },
      total_tokens: input + output + thought,
    },
  }
}

/** An answer of the Responses API, whole or as its stream of events. */
export function responsesReply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer {
  const base = shell(operation, reply, context)
  const made = parts(reply, context)
  const headers = openaiHeaders(context)
  if (!operation.stream) return jsonAnswer(200, finished(base, made, reply), headers)
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' },
    body: events(base, made, reply),
  }
}

function events(base: Readonly<Record<string, unknown>>, made: Parts, reply: FinishedReply): WireAnswer['body'] {
  let sequence = 0
  const event = (type: string, data: Readonly<Record<string, unknown>>): string =>
    namedEvent({ type, sequence_number: sequence++, ...data } as { type: string })
  const { reasoning, message, part } = made
  const refused = reply.stop === 'refused'
  const started = { ...base, status: 'in_progress', output: [], usage: null }
  const at = { item_id: message.id, output_index: 1, content_index: 0 }
  const empty = refused ? { type: 'refusal', refusal: '' } : { ...part, text: '' }

  const before = [
    event('response.created', { response: started }),
    event('response.in_progress', { response: started }),
    event('response.output_item.added', { output_index: 0, item: reasoning }),
    event('response.output_item.done', { output_index: 0, item: reasoning }),
    event('response.output_item.added', { output_index: 1, item: { ...message, status: 'in_progress', content: [] } }),
    event('response.content_part.added', { ...at, part: empty }),
  ]
  const deltas = refused ? [(part['refusal'] as string) || REFUSAL] : reply.deltas
  const paced = deltas.map((delta) =>
    event(refused ? 'response.refusal.delta' : 'response.output_text.delta', {
      ...at,
      delta,
      ...(refused ? {} : { logprobs: [] }),
    }),
  )
  const after = [
    refused
      ? event('response.refusal.done', { ...at, refusal: part['refusal'] })
      : event('response.output_text.done', { ...at, text: reply.text, logprobs: [] }),
    event('response.content_part.done', { ...at, part }),
    event('response.output_item.done', { output_index: 1, item: message }),
    event(reply.stop === 'length' ? 'response.incomplete' : 'response.completed', { response: finished(base, made, reply) }),
  ]
  return pieces(before, paced, after, reply.pieceMs)
}
