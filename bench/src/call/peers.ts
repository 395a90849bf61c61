import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, type LanguageModel, Output, zodSchema } from 'ai'
import { createFallback } from 'ai-fallback'
import { createRetryableModel, httpStatus } from 'ai-retry/language-model'
import { type Client, type Endpoint, oneByOne, type Vendor } from './client.ts'
import { answerSchema } from './schema.ts'

// Each as its README shows it, with what makes its calls cheapest: schemas are made once, caps are stated, retries of the
// layers below are off, and so is everything that is off by default.

const MAX_OUTPUT_TOKENS = 8192

/** The AI SDK's own model for each vendor. */
const AI_MODELS: Readonly<Record<Vendor, (endpoint: Endpoint) => Exclude<LanguageModel, string>>> = {
  openai: ({ baseURL, apiKey, model }) => createOpenAI({ apiKey, baseURL })(model),
  anthropic: ({ baseURL, apiKey, model }) => createAnthropic({ apiKey, baseURL: `${baseURL}/v1` })(model),
  google: ({ baseURL, apiKey, model }) => createGoogleGenerativeAI({ apiKey, baseURL: `${baseURL}/v1beta` })(model),
}

function aiClient(name: string, model: LanguageModel): Client {
  const output = Output.object({ schema: zodSchema(answerSchema), name: 'review' })
  return oneByOne(name, async ({ system, input }) => {
    const { output: answer } = await generateText({
      model,
      instructions: system,
      prompt: input(),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      maxRetries: 0,
      output,
    })
    return answer.findings.length
  })
}

/** `ai` with `ai-fallback`: the second model stands by and is never needed. */
export function aiFallback(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const models = [AI_MODELS[vendor](first), AI_MODELS[vendor](second)] as never
  return aiClient('ai + ai-fallback', createFallback({ models }))
}

/** `ai` with `ai-retry`. */
export function aiRetry(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const model = createRetryableModel({
    model: AI_MODELS[vendor](first) as never,
    retries: [httpStatus(529, 'overloaded').switch({ model: AI_MODELS[vendor](second) as never })],
  })
  return aiClient('ai + ai-retry', model)
}

const STRUCTURED = { method: 'jsonSchema', name: 'review' } as const

const CHATS = {
  openai: ({ baseURL, apiKey, model }: Endpoint) =>
    new ChatOpenAI({
      model,
      apiKey,
      maxRetries: 0,
      maxTokens: MAX_OUTPUT_TOKENS,
      useResponsesApi: true,
      configuration: { baseURL },
    }).withStructuredOutput(answerSchema, STRUCTURED),
  anthropic: ({ baseURL, apiKey, model }: Endpoint) =>
    new ChatAnthropic({
      model,
      apiKey,
      maxRetries: 0,
      maxTokens: MAX_OUTPUT_TOKENS,
      anthropicApiUrl: baseURL,
    }).withStructuredOutput(answerSchema, STRUCTURED),
  google: ({ baseURL, apiKey, model }: Endpoint) =>
    new ChatGoogleGenerativeAI({
      model,
      apiKey,
      maxRetries: 0,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      baseUrl: baseURL,
    }).withStructuredOutput(answerSchema, STRUCTURED),
}

/** LangChain's `withFallbacks` round `withStructuredOutput`. */
export function langchain(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const runnable = CHATS[vendor](first).withFallbacks([CHATS[vendor](second)])
  return oneByOne('@langchain withFallbacks', async ({ system, input }) => {
    const answer = await runnable.invoke([
      ['system', system],
      ['human', input()],
    ])
    return (answer as { findings: unknown[] }).findings.length
  })
}
