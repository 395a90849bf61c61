import type { WorldOptions } from '../src/index.ts'

/** A world with one model per vendor and a second Anthropic one. */
export const WORLD = {
  models: [
    { vendor: 'openai', model: 'gpt-5.5' },
    { vendor: 'anthropic', model: 'claude-fable-5' },
    { vendor: 'anthropic', model: 'claude-opus-4-8' },
    { vendor: 'google', model: 'gemini-3-pro' },
  ],
} as const satisfies WorldOptions

/** A plain HTTP request of each vendor for its model, unary or as a stream. */
export const REQUESTS = {
  openai: {
    model: 'gpt-5.5',
    path: () => '/responses',
    headers: (key: string) => ({ authorization: `Bearer ${key}` }),
    body: (input: string, stream: boolean, schema?: object): object => ({
      model: 'gpt-5.5',
      input,
      stream,
      ...(schema && { text: { format: { type: 'json_schema', name: 'reply', schema, strict: true } } }),
    }),
  },
  anthropic: {
    model: 'claude-fable-5',
    path: () => '/v1/messages',
    headers: (key: string) => ({ 'x-api-key': key, 'anthropic-version': '2026-10-21' }),
    body: (input: string, stream: boolean, schema?: object): object => ({
      model: 'claude-fable-5',
      max_tokens: 9_000,
      stream,
      messages: [{ role: 'user', content: input }],
      ...(schema && { output_config: { format: { type: 'json_schema', schema } } }),
    }),
  },
  google: {
    model: 'gemini-3-pro',
    path: (stream: boolean) => `/v1beta/models/gemini-3-pro:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    headers: (key: string) => ({ 'x-goog-api-key': key }),
    body: (input: string, _stream: boolean, schema?: object): object => ({
      contents: [{ role: 'user', parts: [{ text: input }] }],
      ...(schema && { generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema } }),
    }),
  },
} as const

export const VENDORS = ['openai', 'anthropic', 'google'] as const
export type Vendor = (typeof VENDORS)[number]

interface Asked {
  readonly baseURL: (vendor: Vendor) => string
  readonly apiKey: (vendor: Vendor) => string
}

/** Sends one request as a bare client would. */
export function send(
  stage: Asked,
  vendor: Vendor,
  {
    stream = false,
    input = 'Hello',
    schema,
    fetch = globalThis.fetch,
    key = stage.apiKey(vendor),
    signal,
  }: {
    stream?: boolean
    input?: string
    schema?: object
    fetch?: typeof globalThis.fetch
    key?: string
    signal?: AbortSignal
  } = {},
): Promise<Response> {
  const request = REQUESTS[vendor]
  return fetch(stage.baseURL(vendor) + request.path(stream), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...request.headers(key) },
    body: JSON.stringify(request.body(input, stream, schema)),
    redirect: 'error',
    ...(signal && { signal }),
  })
}
