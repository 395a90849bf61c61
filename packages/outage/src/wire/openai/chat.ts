import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { FinishedReply } from '../reply.ts'
import { objectAt, type Operation } from '../request.ts'
import { pieces, plainEvent } from '../sse.ts'
import type { WireContext } from '../wire.ts'
import { openaiHeaders } from './headers.ts'

const FINISH = { finished: 'stop', length: 'length', refused: 'stop' } as const
const REFUSAL = "I'm sorry, but I can't help with that."

function usageOf({ usage }: FinishedReply): Readonly<Record<string, unknown>> {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output + usage.reasoning,
    total_tokens: usage.input + usage.output + usage.reasoning,
    prompt_tokens_details: { cached_tokens: usage.cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

/** An answer of Chat Completions, whole or as chunks that end with `[DONE]`. */
export function chatReply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer {
  const refusal = reply.stop === 'refused' ? reply.text || REFUSAL : null
  const base = {
    id: context.hex('chatcmpl-', 29),
    created: Math.floor(context.wallTime() / 1000),
    model: reply.servedModel,
    service_tier: 'default',
    system_fingerprint: null,
  }
  const headers = openaiHeaders(context)
  if (operation.stream) {
    const body = chunks(base, operation, reply, refusal)
    return { status: 200, headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' }, body }
  }
  const message = { role: 'assistant', content: refusal === null ? reply.text : null, refusal, annotations: [] }
  const choices = [{ index: 0, message, logprobs: null, finish_reason: FINISH[reply.stop] }]
  return jsonAnswer(200, { ...base, object: 'chat.completion', choices, usage: usageOf(reply) }, headers)
}

function chunks(base: object, operation: Operation, reply: FinishedReply, refusal: string | null): WireAnswer['body'] {
  const withUsage = objectAt(operation.body, 'stream_options')['include_usage'] === true
  const chunk = (choices: readonly unknown[], usage: unknown = null): string =>
    plainEvent({ ...base, object: 'chat.completion.chunk', choices, ...(withUsage && { usage }) })
  const choice = (delta: object, finish: string | null = null): unknown[] => [
    { index: 0, delta, logprobs: null, finish_reason: finish },
  ]
  const deltas = refusal === null ? reply.deltas.map((content) => ({ content })) : [{ refusal }]
  return pieces(
    [chunk(choice({ role: 'assistant', content: '', refusal: null }))],
    deltas.map((delta) => chunk(choice(delta))),
    [chunk(choice({}, FINISH[reply.stop])), ...(withUsage ? [chunk([], usageOf(reply))] : []), 'data: [DONE]\n\n'],
    reply.pieceMs,
  )
}
