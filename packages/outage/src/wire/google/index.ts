import { jsonAnswer } from '../answer.ts'
import { isObject, objectAt, type Operation, type StageRequest, textOf } from '../request.ts'
import type { VendorWire } from '../wire.ts'
import { googleError, googleErrorBody, googleHeaders, interactionsErrorEvent } from './errors.ts'
import { generateContentReply } from './generate-content.ts'
import { interactionsReply } from './interactions.ts'
import { googleModels } from './models.ts'
import { googleObjection } from './objection.ts'

const CALL = /^\/(v1|v1beta)\/models\/([^/:]+):(generateContent|streamGenerateContent|countTokens)$/
const INTERACT = /^\/(v1|v1beta)\/interactions$/
const LOOK = /^\/(v1|v1beta)\/models(?:\/([^/:]+))?$/

/** Interactions names its model in the body, and has other names for the same things. */
function interaction({ query }: StageRequest, version: string, body: Readonly<Record<string, unknown>>): Operation {
  const schema = objectAt(body, 'response_format')['schema']
  const cap = objectAt(body, 'generation_config')['max_output_tokens']
  return {
    vendor: 'google',
    surface: 'interactions',
    version,
    query,
    body,
    model: textOf(body['model']).replace(/^models\//, ''),
    stream: body['stream'] === true,
    system: textOf(body['system_instruction']),
    input: textOf(body['input']),
    ...(isObject(schema) && { schema }),
    ...(typeof cap === 'number' && { maxOutputTokens: cap }),
  }
}

/** Gemini Developer API: generateContent and its stream, Interactions, token count and models, at `v1` and `v1beta`. */
export const googleWire: VendorWire = {
  vendor: 'google',
  surface({ method, path }) {
    const call = method === 'POST' ? CALL.exec(path) : null
    if (call) {
      const [, version = 'v1', model = '', verb] = call
      return {
        surface: verb === 'countTokens' ? 'count-tokens' : 'generate-content',
        model: decodeURIComponent(model),
        stream: verb === 'streamGenerateContent',
        version,
      }
    }
    const interact = method === 'POST' ? INTERACT.exec(path) : null
    if (interact) return { surface: 'interactions', version: interact[1] ?? 'v1' }
    const look = method === 'GET' ? LOOK.exec(path) : null
    if (!look) return null
    const [, version = 'v1', model] = look
    return model === undefined
      ? { surface: 'list-models', version }
      : { surface: 'get-model', model: decodeURIComponent(model), version }
  },
  key: ({ headers, query }) => headers['x-goog-api-key'] || query.get('key') || null,
  operation(request, found, body) {
    if (found.surface === 'interactions') return interaction(request, found.version, body)
    const { query } = request
    const { surface, model = '', stream = false, version } = found
    const config = { ...objectAt(body, 'generation_config'), ...objectAt(body, 'generationConfig') }
    const schema = config['responseJsonSchema'] ?? config['_responseJsonSchema'] ?? config['responseSchema']
    const cap = config['maxOutputTokens']
    const contents = Array.isArray(body['contents']) ? body['contents'] : []
    return {
      vendor: 'google',
      surface,
      version,
      query,
      body,
      model,
      stream,
      system: textOf(body['systemInstruction'] ?? body['system_instruction']),
      input: textOf(contents.filter((content) => isObject(content) && content['role'] !== 'model')),
      ...(isObject(schema) && { schema }),
      ...(typeof cap === 'number' && { maxOutputTokens: cap }),
    }
  },
  objection: (_request, operation) => googleObjection(operation),
  reply: (operation, reply, context) =>
    (operation.surface === 'interactions' ? interactionsReply : generateContentReply)(operation, reply, context),
  models: googleModels,
  tokenCount: (_operation, tokens) =>
    jsonAnswer(200, { totalTokens: tokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens }] }, googleHeaders()),
  error: googleError,
  errorEvent: (situation, details) =>
    details.surface === 'interactions'
      ? interactionsErrorEvent(situation, details)
      : `data: ${JSON.stringify(googleErrorBody(situation, details).body)}\r\n\r\n`,
}
