import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, type LanguageModel, Output } from 'ai'
import { createFallback } from 'ai-fallback'
import { createRetryableModel, httpStatus } from 'ai-retry/language-model'
import { type Client, type Endpoint, oneByOne } from './client.ts'
import { answerSchema } from './schema.ts'

type Vendor = 'openai' | 'anthropic'

/** The AI SDK's own model for one vendor. */
function aiModel(vendor: Vendor, { baseURL, apiKey, model }: Endpoint): Exclude<LanguageModel, string> {
  return vendor === 'openai'
    ? createOpenAI({ apiKey, baseURL })(model)
    : createAnthropic({ apiKey, baseURL: `${baseURL}/v1` })(model)
}

function aiClient(name: string, model: LanguageModel): Client {
  return oneByOne(name, async ({ system, input }) => {
    const { output } = await generateText({
      model,
      system,
      prompt: input(),
      maxRetries: 0,
      output: Output.object({ schema: answerSchema }),
    })
    return output.findings.length
  })
}

/** `ai` with `ai-fallback`: the second model stands by and is never needed. */
export function aiFallback(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const models = [aiModel(vendor, first), aiModel(vendor, second)] as never
  return aiClient('ai + ai-fallback', createFallback({ models }))
}

/** `ai` with `ai-retry`. */
export function aiRetry(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const model = createRetryableModel({
    model: aiModel(vendor, first) as never,
    retries: [httpStatus(529, 'overloaded').switch({ model: aiModel(vendor, second) as never })],
  })
  return aiClient('ai + ai-retry', model)
}

/** LangChain's `withFallbacks` round `withStructuredOutput`. */
export function langchain(vendor: Vendor, first: Endpoint, second: Endpoint): Client {
  const chat = ({ baseURL, apiKey, model }: Endpoint) =>
    vendor === 'openai'
      ? new ChatOpenAI({ model, apiKey, maxRetries: 0, useResponsesApi: true, configuration: { baseURL } }).withStructuredOutput(
          answerSchema,
          { method: 'jsonSchema', name: 'review' },
        )
      : new ChatAnthropic({ model, apiKey, maxRetries: 0, maxTokens: 8192, anthropicApiUrl: baseURL }).withStructuredOutput(
          answerSchema,
          { method: 'jsonSchema', name: 'review' },
        )
  const runnable = chat(first).withFallbacks([chat(second)])
  return oneByOne('@langchain withFallbacks', async ({ system, input }) => {
    const answer = await runnable.invoke([
      ['system', system],
      ['human', input()],
    ])
    return (answer as { findings: unknown[] }).findings.length
  })
}
