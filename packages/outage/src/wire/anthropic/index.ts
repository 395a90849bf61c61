import { jsonAnswer } from '../answer.ts'
import { isObject, objectAt, type Operation, textOf } from '../request.ts'
import { namedEvent } from '../sse.ts'
import type { VendorWire } from '../wire.ts'
import { anthropicError, anthropicErrorBody } from './errors.ts'
import { messagesReply } from './messages.ts'
import { anthropicModels } from './models.ts'
import { anthropicObjection } from './objection.ts'

const PATHS: Readonly<Record<string, Operation['surface']>> = {
  'POST /v1/messages': 'messages',
  'POST /v1/messages/count_tokens': 'count-tokens',
  'GET /v1/models': 'list-models',
}

/** Anthropic: Messages, token count and models. */
export const anthropicWire: VendorWire = {
  vendor: 'anthropic',
  surface({ method, path }) {
    const surface = PATHS[`${method} ${path}`]
    if (surface) return { surface, version: 'v1' }
    const model = method === 'GET' ? /^\/v1\/models\/([^/]+)$/.exec(path)?.[1] : undefined
    return model ? { surface: 'get-model', model: decodeURIComponent(model), version: 'v1' } : null
  },
  // SDKs before 1.0 send `x-api-key`, later ones a bearer token; the vendor takes both.
  key: ({ headers }) => headers['x-api-key'] || (/^Bearer\s+(.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? null),
  operation({ query }, { surface, model, version }, body) {
    const schema = objectAt(objectAt(body, 'output_config'), 'format')['schema']
    const cap = body['max_tokens']
    const messages = Array.isArray(body['messages']) ? body['messages'] : []
    return {
      vendor: 'anthropic',
      surface,
      version,
      query,
      body,
      model: model ?? textOf(body['model']),
      stream: body['stream'] === true,
      system: textOf(body['system']),
      input: textOf(messages.filter((message) => isObject(message) && message['role'] === 'user')),
      ...(isObject(schema) && { schema }),
      ...(typeof cap === 'number' && { maxOutputTokens: cap }),
    }
  },
  objection: anthropicObjection,
  reply: messagesReply,
  models: anthropicModels,
  tokenCount: (_operation, tokens, context) =>
    jsonAnswer(200, { input_tokens: tokens }, { 'request-id': context.ids('req_01', 22) }),
  error: anthropicError,
  errorEvent: (situation, details, context) => namedEvent(anthropicErrorBody(situation, details, context.ids('req_01', 22)).body),
}
