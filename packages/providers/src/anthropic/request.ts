import type { MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/messages'
import type { ModelCall } from '@understudy/spec'
import { type CheckedOptions, NO_EFFORT, outputCap, type VendorRequest } from '../adapter/index.ts'

export type MessageBody = Omit<MessageCreateParamsBase, 'stream'>

/** Families from before adaptive thinking and effort levels; they answer 400 to either. */
const WITHOUT_EFFORT = /^claude-(?:[0-3]|instant)|^claude-(?:opus|sonnet|haiku)-4(?:-[0-5])?(?:-\d{8})?$/

/** One Messages request. Temperature and its kin are never sent: models after Opus 4.6 refuse them. */
export function messageRequest(call: ModelCall, options: CheckedOptions): VendorRequest<MessageBody> {
  const { cap, adjustments } = outputCap(call, options.limits)
  const effort = WITHOUT_EFFORT.test(options.model) ? undefined : (call.effort ?? 'medium')
  if (!effort) adjustments.push(NO_EFFORT)
  const body: MessageBody = {
    model: options.model,
    max_tokens: cap,
    system: call.system,
    messages: [{ role: 'user', content: call.input }],
    service_tier: 'standard_only',
    ...(effort && { thinking: { type: 'adaptive' } }),
    ...((effort || call.schema) && {
      output_config: {
        ...(effort && { effort }),
        ...(call.schema && { format: { type: 'json_schema' as const, schema: call.schema } }),
      },
    }),
    ...(options.region && { inference_geo: options.region }),
    ...(call.safetyIdentifier && { metadata: { user_id: call.safetyIdentifier } }),
  }
  return { body, adjustments }
}
