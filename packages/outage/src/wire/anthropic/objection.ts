import { isObject, objectAt, type Operation, type StageRequest } from '../request.ts'
import { closedObjects, schemaFault, without } from '../schema-subset.ts'
import type { Objection } from '../wire.ts'

/** Members that the vendor knows at API version 2026-10-21 (SDK 1.12.0), and those of the version before. */
const KNOWN = new Set(
  `cache_control container inference_geo max_tokens messages metadata model output_config service_tier speed stop_sequences stream system
  thinking tool_choice tools user_profile_id context_management mcp_servers betas fallbacks`.split(/\s+/),
)
const BEFORE_OCTOBER = new Set(['temperature', 'top_p', 'top_k', 'output_format'])

/** The raw subset of `output_config.format`; `vendor-sdks.md` §4. */
const SUBSET = [
  closedObjects,
  without('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern'),
  without(
    'maxItems',
    'uniqueItems',
    'contains',
    'minProperties',
    'maxProperties',
    'patternProperties',
    'propertyNames',
    'not',
    'if',
    'prefixItems',
  ),
  (node: Readonly<Record<string, unknown>>) => (typeof node['minItems'] === 'number' && node['minItems'] > 1 ? 'minItems' : null),
]

export function anthropicObjection(request: StageRequest, operation: Operation): Objection | null {
  const { body, surface } = operation
  const version = request.headers['anthropic-version']
  if (!version) return bad('anthropic-version: header is required')
  if (surface !== 'messages') return null
  if (!operation.model) return bad('model: Field required')
  if (typeof body['max_tokens'] !== 'number') return bad('max_tokens: Field required')
  if (body['max_tokens'] < 1) return bad('max_tokens: Input should be greater than or equal to 1')
  if (!Array.isArray(body['messages']) || body['messages'].length === 0) return bad('messages: at least one message is required')
  const sampling = ['temperature', 'top_p', 'top_k'].find((name) => body[name] !== undefined && body[name] !== 1)
  if (sampling) return bad(`\`${sampling}\` is deprecated for this model.`)
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name) && !BEFORE_OCTOBER.has(name))
  if (unknown !== undefined) return { situation: 'unknown-parameter', details: { parameter: unknown } }
  return schemaObjection(body)
}

function schemaObjection(body: Readonly<Record<string, unknown>>): Objection | null {
  const format = objectAt(objectAt(body, 'output_config'), 'format')
  if (format['type'] !== 'json_schema') return null
  const wrong = (rule: string): Objection => ({
    situation: 'unsupported-schema',
    details: { message: `output_config.format.schema: ${rule}` },
  })
  if (!isObject(format['schema'])) return wrong('Field required')
  const fault = schemaFault(format['schema'], SUBSET)
  if (!fault) return null
  if (fault.keyword === 'additionalProperties')
    return wrong("For 'object' type, 'additionalProperties' must be explicitly set to false")
  if (fault.keyword === 'minItems') return wrong("For 'array' type, 'minItems' values other than 0 or 1 are not supported")
  return wrong(`For '${fault.type}' type, property '${fault.keyword}' is not supported`)
}

function bad(message: string): Objection {
  return { situation: 'invalid-request', details: { message } }
}
