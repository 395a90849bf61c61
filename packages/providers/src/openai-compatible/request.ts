import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions/completions'
import type { ModelCall } from '@understudy/spec'
import { outputCap, type VendorRequest } from '../adapter/index.ts'
import type { ChatSettings } from './dialect.ts'

export type ChatBody = Omit<ChatCompletionCreateParamsBase, 'stream'>

/** One Chat Completions request with nothing in it that common servers refuse. */
export function chatRequest(call: ModelCall, options: ChatSettings): VendorRequest<ChatBody> {
  const { cap, adjustments } = outputCap(call, options.limits)
  if (!options.sendEffort) adjustments.push('effort is not sent: the endpoint may not know it')
  if (call.schema && options.structuredOutput !== 'json-schema') adjustments.push('the schema is not enforced by the endpoint')
  const body: ChatBody = {
    model: options.model,
    messages: [
      { role: 'system', content: call.system },
      { role: 'user', content: call.input },
    ],
    [options.outputCap]: cap,
    ...(options.sendEffort && { reasoning_effort: call.effort ?? 'medium' }),
    ...responseFormat(call, options),
    ...(call.safetyIdentifier && { user: call.safetyIdentifier }),
  }
  return { body, adjustments }
}

function responseFormat(call: ModelCall, { structuredOutput }: ChatSettings): Pick<ChatBody, 'response_format'> {
  if (!call.schema || structuredOutput === 'none') return {}
  if (structuredOutput === 'json-object') return { response_format: { type: 'json_object' } }
  const schema = call.schema as Record<string, unknown>
  return { response_format: { type: 'json_schema', json_schema: { name: call.schemaName ?? 'reply', schema, strict: true } } }
}
