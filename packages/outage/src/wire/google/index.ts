import { jsonAnswer } from '../answer.ts'
import { isObject, objectAt, textOf } from '../request.ts'
import type { VendorWire } from '../wire.ts'
import { googleError, googleErrorBody, googleHeaders } from './errors.ts'
import { generateContentReply } from './generate-content.ts'
import { googleModels } from './models.ts'
import { googleObjection } from './objection.ts'

const CALL = /^\/(v1|v1beta)\/models\/([^/:]+):(generateContent|streamGenerateContent|countTokens)$/
const LOOK = /^\/(v1|v1beta)\/models(?:\/([^/:]+))?$/

/** Gemini Developer API: generateContent, its stream, token count and models, at `v1` and `v1beta`. */
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
    const look = method === 'GET' ? LOOK.exec(path) : null
    if (!look) return null
    const [, version = 'v1', model] = look
    return model === undefined
      ? { surface: 'list-models', version }
      : { surface: 'get-model', model: decodeURIComponent(model), version }
  },
  key: ({ headers, query }) => headers['x-goog-api-key'] || query.get('key') || null,
  operation({ query }, { surface, model = '', stream = false, version }, body) {
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
  reply: generateContentReply,
  models: googleModels,
  tokenCount: (_operation, tokens) =>
    jsonAnswer(200, { totalTokens: tokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens }] }, googleHeaders()),
  error: googleError,
  errorEvent: (situation, details) => `data: ${JSON.stringify(googleErrorBody(situation, details).body)}\r\n\r\n`,
}
