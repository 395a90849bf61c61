import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { GoogleGenerativeAI } from '@google/generative-ai'
import type { StageVendor } from '@understudy/outage'
import { anthropic, google, googleLegacy, openai, openaiCompatible } from '@understudy/providers'
import { type ModelAdapter, REVIEW_SCHEMA } from '@understudy/spec'
import OpenAI from 'openai'

/** Where a client finds its simulated vendor. */
export interface Place {
  readonly apiKey: string
  readonly baseURL: string
}

/** What a program that uses the SDK alone is handed: a text, and the model that it says came from. */
export interface PlainAnswer {
  readonly text: unknown
  readonly servedModel: unknown
}

/** One way to a model: by its SDK alone, as its documentation shows it, and by our adapter. */
export interface Client {
  readonly name: string
  readonly vendor: StageVendor
  readonly model: string
  ask(place: Place, input: string, stream: boolean, timeoutMs: number): Promise<PlainAnswer>
  adapter(place: Place): ModelAdapter
}

/** Retries are off, so that a row shows one request. */
const sdk = (timeout: number) => ({ maxRetries: 0, timeout, logLevel: 'off' as const })
const GPT = 'gpt-5.5'
const CLAUDE = 'claude-fable-5'
const GEMINI = 'gemini-3-pro'
const schema = REVIEW_SCHEMA as Record<string, unknown>

export const CLIENTS: readonly Client[] = [
  {
    name: 'OpenAI Responses',
    vendor: 'openai',
    model: GPT,
    adapter: (place) => openai({ model: GPT, ...place }),
    async ask(place, input, stream, timeoutMs) {
      const text = { format: { type: 'json_schema' as const, name: 'review', schema, strict: true } }
      const client = new OpenAI({ ...place, ...sdk(timeoutMs) })
      if (!stream) {
        const whole = await client.responses.create({ model: GPT, input, text, store: false })
        return { text: whole?.output_text, servedModel: whole?.model }
      }
      let [said, servedModel]: [string, unknown] = ['', undefined]
      for await (const event of await client.responses.create({ model: GPT, input, text, store: false, stream })) {
        if (event.type === 'response.output_text.delta') said += event.delta
        if (event.type === 'response.created') servedModel = event.response.model
      }
      return { text: said, servedModel }
    },
  },
  {
    name: 'OpenAI Chat Completions',
    vendor: 'openai',
    model: GPT,
    adapter: (place) => openaiCompatible({ model: GPT, ...place }),
    async ask(place, input, stream, timeoutMs) {
      const client = new OpenAI({ ...place, ...sdk(timeoutMs) })
      const messages = [{ role: 'user' as const, content: input }]
      const response_format = { type: 'json_schema' as const, json_schema: { name: 'review', schema, strict: true } }
      if (!stream) {
        const whole = await client.chat.completions.create({ model: GPT, messages, response_format })
        return { text: whole?.choices?.[0]?.message?.content, servedModel: whole?.model }
      }
      let [said, servedModel]: [string, unknown] = ['', undefined]
      for await (const chunk of await client.chat.completions.create({ model: GPT, messages, response_format, stream })) {
        said += chunk.choices[0]?.delta.content ?? ''
        servedModel = chunk.model
      }
      return { text: said, servedModel }
    },
  },
  {
    name: 'Anthropic Messages',
    vendor: 'anthropic',
    model: CLAUDE,
    adapter: (place) => anthropic({ model: CLAUDE, ...place }),
    async ask(place, input, stream, timeoutMs) {
      const client = new Anthropic({ ...place, ...sdk(timeoutMs) })
      const call = {
        model: CLAUDE,
        max_tokens: 9_000,
        messages: [{ role: 'user' as const, content: input }],
        output_config: { format: { type: 'json_schema' as const, schema } },
      }
      if (!stream) {
        const whole = await client.messages.create(call)
        return {
          text: whole?.content?.map((block) => (block.type === 'text' ? block.text : '')).join(''),
          servedModel: whole?.model,
        }
      }
      let [said, servedModel]: [string, unknown] = ['', undefined]
      for await (const event of await client.messages.create({ ...call, stream })) {
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') said += event.delta.text
        if (event.type === 'message_start') servedModel = event.message.model
      }
      return { text: said, servedModel }
    },
  },
  {
    name: 'Gemini (@google/genai)',
    vendor: 'google',
    model: GEMINI,
    adapter: (place) => google({ model: GEMINI, ...place }),
    async ask({ apiKey, baseURL }, input, stream, timeoutMs) {
      const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: baseURL, timeout: timeoutMs } })
      const call = {
        model: GEMINI,
        contents: input,
        config: { responseMimeType: 'application/json', responseJsonSchema: schema, automaticContinuation: false },
      }
      if (!stream) {
        const whole = await client.models.generateContent(call)
        return { text: whole.text, servedModel: whole.modelVersion }
      }
      let [said, servedModel]: [string, unknown] = ['', undefined]
      for await (const chunk of await client.models.generateContentStream(call)) {
        said += chunk.text ?? ''
        servedModel = chunk.modelVersion
      }
      return { text: said, servedModel }
    },
  },
  {
    name: 'Gemini (@google/generative-ai)',
    vendor: 'google',
    model: GEMINI,
    adapter: (place) => googleLegacy({ model: GEMINI, ...place }),
    async ask({ apiKey, baseURL }, input, stream, timeoutMs) {
      const client = new GoogleGenerativeAI(apiKey)
      const model = client.getGenerativeModel(
        { model: GEMINI, generationConfig: { responseMimeType: 'application/json' } },
        { baseUrl: baseURL, timeout: timeoutMs },
      )
      const versionOf = (response: object): unknown => ('modelVersion' in response ? response.modelVersion : undefined)
      if (!stream) {
        const { response } = await model.generateContent(input)
        return { text: response.text(), servedModel: versionOf(response) }
      }
      const streamed = await model.generateContentStream(input)
      // Left alone, this promise rejects behind the caller's back (vendor-sdks.md §3).
      streamed.response.catch(() => {})
      let [said, servedModel]: [string, unknown] = ['', undefined]
      for await (const chunk of streamed.stream) {
        said += chunk.text()
        servedModel = versionOf(chunk)
      }
      return { text: said, servedModel }
    },
  },
]
