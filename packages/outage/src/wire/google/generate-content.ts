import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { FinishedReply } from '../reply.ts'
import type { Operation } from '../request.ts'
import type { WireContext } from '../wire.ts'
import { googleHeaders } from './errors.ts'

const FINISH = { finished: 'STOP', length: 'MAX_TOKENS', refused: 'PROHIBITED_CONTENT' } as const

/** An answer of generateContent, whole, as server-sent events, or as the JSON array that a stream without `alt=sse` is. */
export function generateContentReply(operation: Operation, reply: FinishedReply, context: WireContext): WireAnswer {
  const tail = { modelVersion: reply.servedModel, responseId: context.ids('', 22) }
  const usageMetadata = usageOf(reply)
  const blocked = reply.stop === 'refused' && reply.text === ''
  const finishReason = reply.stop === 'refused' ? (reply.refusalCategory ?? FINISH.refused) : FINISH[reply.stop]
  const candidate = (text: string, finish?: string): object => ({
    candidates: [{ content: { parts: [{ text }], role: 'model' }, ...(finish && { finishReason: finish }), index: 0 }],
  })
  // A blocked prompt has no candidates at all: only the feedback says so.
  const refusal = { promptFeedback: { blockReason: finishReason }, usageMetadata, ...tail }
  if (!operation.stream)
    return jsonAnswer(
      200,
      blocked ? refusal : { ...candidate(reply.text, finishReason), usageMetadata, ...tail },
      googleHeaders(),
    )

  const deltas = reply.deltas.length > 0 ? reply.deltas : ['']
  const chunks = blocked
    ? [refusal]
    : deltas.map((text, index) => ({
        ...candidate(text, index === deltas.length - 1 ? finishReason : undefined),
        usageMetadata,
        ...tail,
      }))
  const sse = operation.query.get('alt') === 'sse'
  const frame = (chunk: object, index: number): string =>
    sse
      ? `data: ${JSON.stringify(chunk)}\r\n\r\n`
      : `${index === 0 ? '[' : ',\r\n'}${JSON.stringify(chunk)}${index === chunks.length - 1 ? ']' : ''}`
  const body = chunks.map((chunk, index) => ({
    data: frame(chunk, index),
    ...(reply.pieceMs > 0 && index > 0 && { waitMs: reply.pieceMs }),
  }))
  return { status: 200, headers: { ...googleHeaders(), ...(sse && { 'content-type': 'text/event-stream' }) }, body }
}

function usageOf({ usage }: FinishedReply): Readonly<Record<string, unknown>> {
  return {
    promptTokenCount: usage.input,
    candidatesTokenCount: usage.output,
    totalTokenCount: usage.input + usage.output + usage.reasoning,
    ...(usage.cached > 0 && { cachedContentTokenCount: usage.cached }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: usage.input }],
    thoughtsTokenCount: usage.reasoning,
  }
}
