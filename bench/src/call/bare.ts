import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { REVIEW_SCHEMA } from '@understudy/spec'
import OpenAI from 'openai'
import { type Client, type Endpoint, oneByOne, type Vendor } from './client.ts'
import { answerSchema } from './schema.ts'

const schema = REVIEW_SCHEMA as Record<string, unknown>

/** The vendor's SDK as its README shows it: default fetch, then `JSON.parse` and zod. */
function bareOpenai({ baseURL, apiKey, model }: Endpoint): Client {
  const client = new OpenAI({ apiKey, baseURL })
  return oneByOne('openai SDK alone', async ({ system, input }) => {
    const response = await client.responses.create({
      model,
      instructions: system,
      input: [{ role: 'user', content: input() }],
      max_output_tokens: 8192,
      store: false,
      text: { format: { type: 'json_schema', name: 'review', schema, strict: true } },
    })
    return answerSchema.parse(JSON.parse(response.output_text)).findings.length
  })
}

/** As above, for Anthropic. */
function bareAnthropic({ baseURL, apiKey, model }: Endpoint): Client {
  const client = new Anthropic({ apiKey, baseURL })
  return oneByOne('anthropic SDK alone', async ({ system, input }) => {
    const message = await client.messages.create({
      model,
      max_tokens: 8192,
      system,
      messages: [{ role: 'user', content: input() }],
      output_config: { format: { type: 'json_schema', schema } },
    })
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    return answerSchema.parse(JSON.parse(text)).findings.length
  })
}

/** As above, for Gemini. */
function bareGoogle({ baseURL, apiKey, model }: Endpoint): Client {
  const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: baseURL } })
  return oneByOne('google SDK alone', async ({ system, input }) => {
    const response = await client.models.generateContent({
      model,
      contents: input(),
      config: {
        systemInstruction: system,
        maxOutputTokens: 8192,
        responseMimeType: 'application/json',
        responseJsonSchema: schema,
      },
    })
    return answerSchema.parse(JSON.parse(response.text ?? '')).findings.length
  })
}

export const BARE: Readonly<Record<Vendor, (endpoint: Endpoint) => Client>> = {
  openai: bareOpenai,
  anthropic: bareAnthropic,
  google: bareGoogle,
}
