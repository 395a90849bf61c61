import { isObject, objectAt, type Operation, wordAt } from '../request.ts'
import { allRequired, closedObjects, schemaFault, without } from '../schema-subset.ts'
import type { Objection } from '../wire.ts'

/** Members that the vendor knows, from the SDK's types (openai 7.57.0). */
const RESPONSES =
  words(`access_programs background context_management conversation include input instructions max_output_tokens max_tool_calls metadata
  model moderation parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning
  safety_identifier service_tier store stream stream_options temperature text tool_choice tools top_logprobs top_p truncation user`)
const CHAT =
  words(`messages model access_programs audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens
  metadata modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention
  reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options temperature tool_choice tools
  top_logprobs top_p user verbosity web_search_options`)
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

/** Strict mode's subset; `vendor-sdks.md` §4. */
const STRICT = [
  closedObjects,
  allRequired,
  without('oneOf', 'allOf', 'not', 'if', 'then', 'else', 'patternProperties', 'propertyNames', 'prefixItems', 'uniqueItems'),
  without('contains', 'minProperties', 'maxProperties', 'default', 'minLength', 'maxLength'),
]

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}

export function openaiObjection(operation: Operation): Objection | null {
  const { body, surface } = operation
  if (surface !== 'responses' && surface !== 'chat') return null
  if (!operation.model) return bad("Missing required parameter: 'model'.", 'model')
  const needed = surface === 'chat' ? 'messages' : 'input'
  if (surface === 'chat' && !Array.isArray(body['messages'])) return bad(`Missing required parameter: '${needed}'.`, needed)
  const unknown = Object.keys(body).find((name) => !(surface === 'chat' ? CHAT : RESPONSES).has(name))
  if (unknown !== undefined) return { situation: 'unknown-parameter', details: { parameter: unknown } }
  for (const parameter of ['temperature', 'top_p'])
    if (body[parameter] !== undefined && body[parameter] !== 1)
      return bad(`Unsupported parameter: '${parameter}' is not supported with this model.`, parameter)
  const effort = surface === 'chat' ? body['reasoning_effort'] : objectAt(body, 'reasoning')['effort']
  if (typeof effort === 'string' && !EFFORTS.includes(effort))
    return bad(
      `Invalid value: '${effort}'. Supported values are: ${EFFORTS.map((word) => `'${word}'`).join(', ')}.`,
      'reasoning.effort',
    )
  return schemaObjection(operation)
}

function schemaObjection({ body, surface }: Operation): Objection | null {
  const format =
    surface === 'chat' ? objectAt(objectAt(body, 'response_format'), 'json_schema') : objectAt(objectAt(body, 'text'), 'format')
  if (format['strict'] !== true) return null
  const schema = format['schema']
  const name = wordAt(format, 'name', 'response')
  const wrong = (context: readonly string[], rule: string): Objection => ({
    situation: 'unsupported-schema',
    details: {
      surface,
      message: `Invalid schema for response_format '${name}': In context=(${context.map((word) => `'${word}'`).join(', ')}), ${rule}`,
    },
  })
  if (!isObject(schema) || schema['type'] !== 'object')
    return wrong(
      [],
      `schema must be a JSON Schema of 'type: "object"', got 'type: "${isObject(schema) ? String(schema['type']) : 'None'}"'.`,
    )
  const fault = schemaFault(schema, STRICT)
  if (!fault) return null
  if (fault.keyword === 'additionalProperties')
    return wrong(fault.path, "'additionalProperties' is required to be supplied and to be false.")
  if (fault.keyword === 'required')
    return wrong(fault.path, "'required' is required to be supplied and to be an array including every key in properties.")
  return wrong(fault.path, `'${fault.keyword}' is not permitted.`)
}

function bad(message: string, parameter: string): Objection {
  return { situation: 'invalid-request', details: { message, parameter } }
}
