import { isObject, objectAt, type Operation } from '../request.ts'
import type { Objection } from '../wire.ts'

/** Members that generateContent knows (genai 3.1.0), in the camel case that the SDKs send. */
const KNOWN = new Set(
  'contents tools toolConfig safetySettings systemInstruction generationConfig cachedContent model serviceTier store labels automaticContinuation'.split(
    ' ',
  ),
)
const GENERATION = new Set(
  `stopSequences responseMimeType responseSchema responseJsonSchema _responseJsonSchema responseModalities candidateCount maxOutputTokens temperature
  topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers speechConfig thinkingConfig imageConfig
  mediaResolution responseFormat automaticContinuation`.split(/\s+/),
)
const camel = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

export function googleObjection(operation: Operation): Objection | null {
  const { body, surface } = operation
  if (surface === 'interactions') return interactionObjection(operation)
  if (surface !== 'generate-content') return null
  if (!Array.isArray(body['contents']) || body['contents'].length === 0)
    return bad('* GenerateContentRequest.contents: contents is not specified')
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name) && !KNOWN.has(camel(name)))
  if (unknown !== undefined) return { situation: 'unknown-parameter', details: { parameter: unknown } }
  const config = { ...objectAt(body, 'generation_config'), ...objectAt(body, 'generationConfig') }
  const stranger = Object.keys(config).find((name) => !GENERATION.has(name) && !GENERATION.has(camel(name)))
  if (stranger !== undefined)
    return { situation: 'unknown-parameter', details: { parameter: stranger, place: 'generation_config' } }
  const schema = config['responseJsonSchema']
  if (schema === undefined) return null
  if (config['responseMimeType'] !== 'application/json')
    return bad("Unable to submit request because response_schema is set but response_mime_type is not 'application/json'.")
  if (isObject(schema) && !['object', 'array'].includes(String(schema['type'])))
    return {
      situation: 'unsupported-schema',
      details: { message: 'Invalid JSON schema: the root must be an object or an array.' },
    }
  return null
}

const INTERACTION = new Set(
  `agent agent_config background cached_content continuation_token environment generation_config input labels model previous_interaction_id
  response_format response_mime_type response_modalities service_tier store stream system_instruction tools webhook_config automatic_continuation`.split(
    /\s+/,
  ),
)

function interactionObjection({ body, model }: Operation): Objection | null {
  if (!model) return bad('model is required')
  if (body['input'] === undefined) return bad('input is required')
  const unknown = Object.keys(body).find((name) => !INTERACTION.has(name))
  return unknown === undefined ? null : { situation: 'unknown-parameter', details: { parameter: unknown } }
}

function bad(message: string): Objection {
  return { situation: 'invalid-request', details: { message } }
}
