import { jsonAnswer } from '../answer.ts'
import { isObject, objectAt, type Operation, textOf, wordAt } from '../request.ts'
import { namedEvent } from '../sse.ts'
import type { VendorWire } from '../wire.ts'
import { chatReply } from './chat.ts'
import { openaiError, openaiErrorBody } from './errors.ts'
import { openaiModels } from './models.ts'
import { openaiObjection } from './objection.ts'
import { responsesReply } from './responses.ts'

const PATHS: Readonly<Record<string, Operation['surface']>> = {
  'POST /v1/responses': 'responses',
  'POST /v1/chat/completions': 'chat',
  'POST /v1/responses/input_tokens': 'count-tokens',
  'GET /v1/models': 'list-models',
}

/** Messages of one role, as text. */
function said(messages: unknown, ...roles: readonly string[]): string {
  if (!Array.isArray(messages)) return ''
  return messages
    .filter((message) => isObject(message) && roles.includes(wordAt(message, 'role', 'user')))
    .map(textOf)
    .join('\n')
}

/** OpenAI: Responses, Chat Completions, token count and models. */
export const openaiWire: VendorWire = {
  vendor: 'openai',
  surface({ method, path }) {
    const surface = PATHS[`${method} ${path}`]
    if (surface) return { surface, version: 'v1' }
    const model = method === 'GET' ? /^\/v1\/models\/(.+)$/.exec(path)?.[1] : undefined
    return model ? { surface: 'get-model', model: decodeURIComponent(model), version: 'v1' } : null
  },
  key: ({ headers }) => /^Bearer\s+(.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? null,
  operation({ query }, { surface, model, version }, body) {
    const chat = surface === 'chat'
    const input = body['input']
    const schema = chat
      ? objectAt(objectAt(body, 'response_format'), 'json_schema')['schema']
      : objectAt(objectAt(body, 'text'), 'format')['schema']
    const cap = body['max_output_tokens'] ?? body['max_completion_tokens'] ?? body['max_tokens']
    const system = chat
      ? said(body['messages'], 'system', 'developer')
      : [textOf(body['instructions']), said(input, 'system', 'developer')].filter(Boolean).join('\n')
    return {
      vendor: 'openai',
      surface,
      version,
      query,
      body,
      model: model ?? textOf(body['model']),
      stream: body['stream'] === true,
      system,
      input: chat ? said(body['messages'], 'user') : typeof input === 'string' ? input : said(input, 'user'),
      ...(isObject(schema) && { schema }),
      ...(typeof cap === 'number' && { maxOutputTokens: cap }),
    }
  },
  objection: (_request, operation) => openaiObjection(operation),
  reply: (operation, reply, context) => (operation.surface === 'chat' ? chatReply : responsesReply)(operation, reply, context),
  models: openaiModels,
  tokenCount: (_operation, tokens) => jsonAnswer(200, { object: 'response.input_tokens', input_tokens: tokens }),
  error: openaiError,
  errorEvent: (situation, details) =>
    namedEvent({ type: 'error', sequence_number: 9, ...openaiErrorBody(situation, details) } as { type: string }),
}
