import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { FinishedReply } from '../reply.ts'
import type { Operation } from '../request.ts'
import { pieces } from '../sse.ts'
import type { WireContext } from '../wire.ts'
import { googleHeaders } from './errors.ts'

const STATUS = { finished: 'completed', length: 'incomplete', refused: 'failed' } as const

/** An answer of Interactions, whole or as its stream of events; shapes from the types of `@google/genai` 3.1.0. */
export function interactionsReply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer {
  const created = new Date(context.wallTime()).toISOString()
  const base = { id: context.ids('v1_', 40), object: 'interaction', created, updated: created, model: reply.servedModel }
  const thought = { type: 'thought', signature: context.ids('', 40) }
  const output = { type: 'model_output', content: [{ type: 'text', text: reply.text }] }
  const blocked = reply.stop === 'refused'
  const whole = {
    ...base,
    status: STATUS[reply.stop],
    steps: blocked && reply.text === '' ? [] : [thought, output],
    usage: usageOf(reply),
    ...(blocked && {
      errors: [{ code: (reply.refusalCategory ?? 'PROHIBITED_CONTENT').toLowerCase(), message: 'The request was blocked.' }],
    }),
  }
  if (!operation.stream) return jsonAnswer(200, whole, googleHeaders())
  const event = (event_type: string, data: object): string =>
    `event: ${event_type}\ndata: ${JSON.stringify({ event_type, ...data })}\n\n`
  const before = [
    event('interaction.created', { interaction: { ...base, status: 'in_progress' } }),
    event('step.start', { index: 0, step: thought }),
    event('step.stop', { index: 0 }),
    event('step.start', { index: 1, step: { type: 'model_output', content: [] } }),
  ]
  const deltas = reply.deltas.map((text) => event('step.delta', { index: 1, delta: { type: 'text', text } }))
  const after = [
    event('step.stop', { index: 1 }),
    event('interaction.completed', { interaction: { ...base, status: whole.status, usage: whole.usage } }),
    'event: done\ndata: [DONE]\n\n',
  ]
  const headers = { ...googleHeaders(), 'content-type': 'text/event-stream' }
  return { status: 200, headers, body: pieces(before, deltas, after, reply.pieceMs) }
}

function usageOf({ usage }: FinishedReply): Readonly<Record<string, number>> {
  return {
    total_input_tokens: usage.input,
    total_cached_tokens: usage.cached,
    total_output_tokens: usage.output,
    total_thought_tokens: usage.reasoning,
    total_tool_use_tokens: 0,
    total_tokens: usage.input + usage.output + usage.reasoning,
  }
}
