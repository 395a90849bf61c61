import { anthropic, google, googleLegacy, openai, openaiCompatible, type ProviderOptions } from '@understudy/providers'
import type { ModelAdapter } from '@understudy/spec'

/** One adapter under test, with its vendor's wire form. */
export interface Subject {
  readonly name: string
  /** The vendor whose errors it meets. */
  readonly vendor: 'anthropic' | 'openai' | 'google'
  readonly model: string
  readonly create: (origin: string, options?: Partial<ProviderOptions>) => ModelAdapter
  /** A whole unary answer. */
  readonly answer: (text: string, change?: Record<string, unknown>) => Record<string, unknown>
  /** A whole streamed answer, frame by frame; the last one is the end marker. */
  readonly frames: (text: string) => string[]
  /** An error as a frame of a stream that began with 200. */
  readonly errorFrame: (status: number, type: string, message: string) => string
}

const sse = (data: unknown, event?: string): string => `${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`
const typed = (data: { readonly type: string }): string => sse(data, data.type)
const halves = (text: string): [string, string] => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)]
const key = 'test-key-0123456789abcdef'

const message = (text: string, change: object = {}): Record<string, unknown> => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-8',
  content: [{ type: 'text', text }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: {
    input_tokens: 90,
    cache_read_input_tokens: 10,
    cache_creation_input_tokens: 5,
    output_tokens: 50,
    output_tokens_details: { thinking_tokens: 20 },
  },
  ...change,
})

const response = (text: string, change: object = {}): Record<string, unknown> => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'gpt-6-astra-2026-05-01',
  error: null,
  incomplete_details: null,
  output: [
    { id: 'rs_1', type: 'reasoning', summary: [] },
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    },
  ],
  usage: {
    input_tokens: 105,
    input_tokens_details: { cached_tokens: 10 },
    output_tokens: 50,
    output_tokens_details: { reasoning_tokens: 20 },
    total_tokens: 155,
  },
  ...change,
})

const completionUsage = {
  prompt_tokens: 105,
  completion_tokens: 50,
  total_tokens: 155,
  prompt_tokens_details: { cached_tokens: 10 },
  completion_tokens_details: { reasoning_tokens: 20 },
}
const completion = (text: string, change: object = {}): Record<string, unknown> => ({
  id: 'c_1',
  object: 'chat.completion',
  created: 1,
  model: 'qwen-coder',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text, refusal: null } }],
  usage: completionUsage,
  ...change,
})

const geminiUsage = {
  promptTokenCount: 105,
  cachedContentTokenCount: 10,
  candidatesTokenCount: 30,
  thoughtsTokenCount: 20,
  totalTokenCount: 155,
}
const content = (text: string, change: object = {}): Record<string, unknown> => ({
  candidates: [
    { index: 0, finishReason: 'STOP', content: { role: 'model', parts: [{ text: 'pondering', thought: true }, { text }] } },
  ],
  usageMetadata: geminiUsage,
  modelVersion: 'gemini-3-pro',
  responseId: 'r_1',
  ...change,
})

function anthropicFrames(text: string): string[] {
  const [first, second] = halves(text)
  const delta = (part: string): string =>
    typed({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: part } } as { type: string })
  return [
    typed({ type: 'message_start', message: message('', { content: [], stop_reason: null }) } as { type: string }),
    typed({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } as { type: string }),
    delta(first),
    delta(second),
    typed({ type: 'content_block_stop', index: 0 } as { type: string }),
    typed({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 50 } } as { type: string }),
    typed({ type: 'message_stop' }),
  ]
}

function openaiFrames(text: string): string[] {
  const [first, second] = halves(text)
  const delta = (part: string): string =>
    typed({ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: part } as {
      type: string
    })
  return [
    typed({ type: 'response.created', response: response('', { status: 'in_progress', output: [] }) } as { type: string }),
    delta(first),
    delta(second),
    typed({ type: 'response.completed', response: response(text) } as { type: string }),
  ]
}

function chatFrames(text: string): string[] {
  const chunk = (delta: object, finish: string | null, change: object = {}): string =>
    sse({
      id: 'c_1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'qwen-coder',
      choices: [{ index: 0, delta, finish_reason: finish }],
      ...change,
    })
  const [first, second] = halves(text)
  return [
    chunk({ role: 'assistant', content: first }, null),
    chunk({ content: second }, null),
    chunk({}, 'stop', { usage: completionUsage }),
    'data: [DONE]\n\n',
  ]
}

function googleFrames(text: string): string[] {
  const [first, second] = halves(text)
  const chunk = (part: object, finish?: string): string =>
    sse({
      candidates: [{ index: 0, content: { role: 'model', parts: [part] }, ...(finish && { finishReason: finish }) }],
      modelVersion: 'gemini-3-pro',
      usageMetadata: geminiUsage,
    })
  return [chunk({ text: 'pondering', thought: true }), chunk({ text: first }), chunk({ text: second }, 'STOP')]
}

const geminiError = (code: number, status: string, text: string): string => sse({ error: { code, status, message: text } })
const openaiError = (_status: number, type: string, text: string): string =>
  sse({ type: 'error', error: { type, code: type, message: text } }, 'error')

/** The five adapters of this package. */
export const SUBJECTS: readonly Subject[] = [
  {
    name: 'anthropic',
    vendor: 'anthropic',
    model: 'claude-opus-4-8',
    create: (origin, options) => anthropic({ model: 'claude-opus-4-8', apiKey: key, baseURL: origin, ...options }),
    answer: message,
    frames: anthropicFrames,
    errorFrame: (_status, type, text) => sse({ type: 'error', error: { type, message: text } }, 'error'),
  },
  {
    name: 'openai',
    vendor: 'openai',
    model: 'gpt-6-astra',
    create: (origin, options) => openai({ model: 'gpt-6-astra', apiKey: key, baseURL: `${origin}/v1`, ...options }),
    answer: response,
    frames: openaiFrames,
    errorFrame: openaiError,
  },
  {
    name: 'openai-compatible',
    vendor: 'openai',
    model: 'qwen-coder',
    create: (origin, options) => openaiCompatible({ model: 'qwen-coder', apiKey: key, baseURL: `${origin}/v1`, ...options }),
    answer: completion,
    frames: chatFrames,
    errorFrame: openaiError,
  },
  {
    name: 'google',
    vendor: 'google',
    model: 'gemini-3-pro',
    create: (origin, options) => google({ model: 'gemini-3-pro', apiKey: key, baseURL: origin, ...options }),
    answer: content,
    frames: googleFrames,
    errorFrame: geminiError,
  },
  {
    name: 'google-legacy',
    vendor: 'google',
    model: 'gemini-3-pro',
    create: (origin, options) => googleLegacy({ model: 'gemini-3-pro', apiKey: key, baseURL: origin, ...options }),
    answer: content,
    frames: googleFrames,
    errorFrame: geminiError,
  },
]
