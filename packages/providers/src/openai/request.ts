import type { ResponseCreateParamsBase } from 'openai/resources/responses/responses'
import type { ModelCall } from '@understudy/spec'
import { NO_EFFORT, outputCap, type VendorRequest } from '../adapter/index.ts'
import type { OpenAISettings } from './dialect.ts'

export type ResponseBody = Omit<ResponseCreateParamsBase, 'stream'>

/** Families without reasoning levels; they answer 400 to them. */
const WITHOUT_EFFORT = /^(?:gpt-3|gpt-4|chatgpt-|ft:gpt-[34])/

/** The API refuses a smaller cap than this. */
const LEAST_OUTPUT_TOKENS = 16

/** One Responses request. `store: false` is stated because the API keeps requests for 30 days or more by default. */
export function responseRequest(call: ModelCall, options: OpenAISettings): VendorRequest<ResponseBody> {
  const { cap, adjustments } = outputCap(call, options.limits, LEAST_OUTPUT_TOKENS)
  const effort = WITHOUT_EFFORT.test(options.model) ? undefined : (call.effort ?? 'medium')
  if (!effort) adjustments.push(NO_EFFORT)
  const body: ResponseBody = {
    model: options.model,
    instructions: call.system,
    input: [{ role: 'user', content: call.input }],
    max_output_tokens: cap,
    store: false,
    truncation: 'disabled',
    service_tier: 'default',
    ...(effort && { reasoning: { effort } }),
    ...(call.schema && {
      text: {
        format: {
          type: 'json_schema' as const,
          name: call.schemaName ?? 'reply',
          schema: call.schema,
          strict: true,
        },
      },
    }),
    ...(call.safetyIdentifier && { safety_identifier: call.safetyIdentifier }),
    ...(options.cyberAccess && ({ access_programs: { cyber: options.cyberAccess } } as object)),
  }
  return { body, adjustments }
}
