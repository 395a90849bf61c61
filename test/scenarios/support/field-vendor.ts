import { anthropic, google, openai, openaiCompatible } from '@understudy/sdk'
import type { ModelAdapter, ModelLimits } from '@understudy/spec'
import type { FieldBody } from '../../../packages/providers/test/field/body.ts'

type Fetch = typeof globalThis.fetch
const apiKey = 'field-key-0123'

/** The adapters through which an answer of the field is met. */
export const TARGETS: Readonly<
  Record<FieldBody['via'], (model: string, fetch: Fetch, limits?: Partial<ModelLimits>) => ModelAdapter>
> = {
  openai: (model, fetch, limits) => openai({ model, apiKey, fetch, ...(limits && { limits }) }),
  anthropic: (model, fetch, limits) => anthropic({ model, apiKey, fetch, ...(limits && { limits }) }),
  google: (model, fetch, limits) => google({ model, apiKey, fetch, ...(limits && { limits }) }),
  'openai-compatible': (model, fetch) => openaiCompatible({ model, apiKey, fetch, baseURL: 'https://api.example.test/v1' }),
}

const WHOLE = JSON.stringify({ findings: [], files: [{ path: 'src/a.js', verdict: 'clean', note: null }], end: 'end-of-review' })

const ANSWERS: Readonly<Record<FieldBody['via'], (model: string) => unknown>> = {
  openai: (model) => ({
    object: 'response',
    id: 'r',
    model,
    status: 'completed',
    output: [{ type: 'message', content: [{ type: 'output_text', text: WHOLE }] }],
    usage: { input_tokens: 2_000, output_tokens: 90 },
  }),
  anthropic: (model) => ({
    type: 'message',
    id: 'm',
    role: 'assistant',
    model,
    content: [{ type: 'text', text: WHOLE }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 2_000, output_tokens: 90 },
  }),
  google: (model) => ({
    candidates: [{ content: { parts: [{ text: WHOLE }] }, finishReason: 'STOP' }],
    modelVersion: model,
    usageMetadata: { promptTokenCount: 2_000, candidatesTokenCount: 90 },
  }),
  'openai-compatible': (model) => ({
    object: 'chat.completion',
    id: 'c',
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: WHOLE }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 2_000, completion_tokens: 90 },
  }),
}

/** A good answer in a vendor's form. */
export const reviewed = (via: FieldBody['via'], model: string): Response => Response.json(ANSWERS[via](model))

/** A vendor that reviews, until it is told to say what the field heard. */
export function answering({ via, model, status, headers, body }: FieldBody) {
  let bad = 0
  let asked = 0
  const fetch: Fetch = async () => {
    asked++
    if (bad === 0) return reviewed(via, model)
    bad--
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(text, { status: status ?? 200, headers: { 'content-type': 'application/json', ...headers } })
  }
  return {
    fetch,
    asked: () => asked,
    says: (how: 'once' | 'always') => void (bad = how === 'once' ? 1 : Number.POSITIVE_INFINITY),
  }
}
