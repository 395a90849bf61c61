import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { GoogleGenerativeAI } from '@google/generative-ai'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, streamText } from 'ai'
import OpenAI, { NotFoundError } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stage } from '../src/index.ts'
import { loopbackStage } from '../src/loopback/index.ts'
import { mswStage } from '../src/msw/index.ts'
import { WORLD } from './worlds.ts'

const STAGES = { loopback: () => loopbackStage(WORLD), msw: () => Promise.resolve(mswStage(WORLD)) } as const
const SAID = (model: string): string => `This is ${model} on a simulated stage. You said 5 characters.`
const OPENAI = SAID('gpt-5.5')
const CLAUDE = SAID('claude-fable-5')
const GEMINI = SAID('gemini-3-pro')

describe.each(Object.keys(STAGES) as (keyof typeof STAGES)[])('clients on the %s stage', (kind) => {
  let stage: Stage
  beforeAll(async () => void (stage = await STAGES[kind]()))
  afterAll(() => stage.close())

  const openai = () => new OpenAI({ apiKey: stage.apiKey('openai'), baseURL: stage.baseURL('openai'), maxRetries: 0 })
  const anthropic = () => new Anthropic({ apiKey: stage.apiKey('anthropic'), baseURL: stage.baseURL('anthropic'), maxRetries: 0 })
  const genai = () => new GoogleGenAI({ apiKey: stage.apiKey('google'), httpOptions: { baseUrl: stage.baseURL('google') } })

  test('openai: Responses, whole, streamed and refused', async () => {
    const whole = await openai().responses.create({ model: 'gpt-5.5', input: 'Hello', store: false })
    expect(whole).toMatchObject({ output_text: OPENAI, model: 'gpt-5.5', status: 'completed', store: false })
    expect(whole._request_id).toMatch(/^req_/)
    expect(whole.usage).toMatchObject({ input_tokens: 10, output_tokens_details: { reasoning_tokens: 64 } })
    const streamed = await openai().responses.stream({ model: 'gpt-5.5', input: 'Hello' }).finalResponse()
    expect(streamed).toMatchObject({ output_text: OPENAI, usage: whole.usage })
    stage.inject('gpt-5.5', 'refusal-in-answer', { first: 1 })
    const refused = await openai().responses.create({ model: 'gpt-5.5', input: 'Hello' })
    expect(refused.output.at(-1)).toMatchObject({ content: [{ type: 'refusal' }] })
    expect((await openai().responses.inputTokens.count({ model: 'gpt-5.5', input: 'Hello' })).input_tokens).toBe(10)
  })

  test('openai: Chat Completions, whole and streamed', async () => {
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    const whole = await openai().chat.completions.create({ model: 'gpt-5.5', messages })
    expect(whole.choices[0]).toMatchObject({ message: { content: OPENAI, refusal: null }, finish_reason: 'stop' })
    const runner = openai().chat.completions.stream({ model: 'gpt-5.5', messages, stream_options: { include_usage: true } })
    expect(await runner.finalContent()).toBe(OPENAI)
    expect((await runner.totalUsage()).completion_tokens).toBe(whole.usage?.completion_tokens)
  })

  test('anthropic: Messages, whole and streamed', async () => {
    const ask = {
      model: 'claude-fable-5',
      max_tokens: 900,
      thinking: { type: 'adaptive' as const },
      messages: [{ role: 'user' as const, content: 'Hello' }],
    }
    const { data, response } = await anthropic().messages.create(ask).withResponse()
    expect(data).toMatchObject({
      model: 'claude-fable-5',
      stop_reason: 'end_turn',
      content: [{ type: 'thinking' }, { type: 'text', text: CLAUDE }],
    })
    expect(response.headers.get('anthropic-ratelimit-requests-remaining')).toBe('3999')
    const streamed = await anthropic().messages.stream(ask).finalMessage()
    expect(streamed).toMatchObject({
      content: [{ type: 'thinking' }, { type: 'text', text: CLAUDE }],
      usage: data.usage,
      stop_reason: 'end_turn',
    })
    expect((await anthropic().messages.countTokens({ model: ask.model, messages: ask.messages })).input_tokens).toBe(10)
  })

  test('genai: generateContent, whole and streamed', async () => {
    const ask = { model: 'gemini-3-pro', contents: 'Hello', config: { automaticContinuation: false } }
    const whole = await genai().models.generateContent(ask)
    expect(whole).toMatchObject({ text: GEMINI, modelVersion: 'gemini-3-pro', usageMetadata: { thoughtsTokenCount: 64 } })
    let text = ''
    for await (const chunk of await genai().models.generateContentStream(ask)) text += chunk.text
    expect(text).toBe(GEMINI)
    expect((await genai().models.countTokens({ model: 'gemini-3-pro', contents: 'Hello' })).totalTokens).toBe(10)
  })

  test('genai: Interactions, whole, streamed and withdrawn', async () => {
    const ask = { model: 'gemini-3-pro', input: 'Hello', store: false } as const
    const once = { retries: { strategy: 'none' as const } }
    const whole = await genai().interactions.create(ask, once)
    expect(whole).toMatchObject({
      status: 'completed',
      output_text: GEMINI,
      usage: { total_thought_tokens: 64, total_input_tokens: 10 },
    })
    let text = ''
    const types = new Set<string>()
    for await (const event of await genai().interactions.create({ ...ask, stream: true }, once)) {
      types.add(event.event_type)
      if (event.event_type === 'step.delta' && event.delta.type === 'text') text += event.delta.text
    }
    expect(text).toBe(GEMINI)
    expect([...types].at(-1)).toBe('interaction.completed')
    stage.withdraw('gemini-3-pro')
    await expect(genai().interactions.create(ask, once)).rejects.toMatchObject({ name: 'NotFoundError', status: 404 })
    stage.reinstate('gemini-3-pro')
  })

  test('the old Gemini SDK', async () => {
    const model = new GoogleGenerativeAI(stage.apiKey('google')).getGenerativeModel(
      { model: 'gemini-3-pro' },
      { baseUrl: stage.baseURL('google') },
    )
    expect((await model.generateContent('Hello')).response.text()).toBe(GEMINI)
    const { stream, response } = await model.generateContentStream('Hello')
    let text = ''
    for await (const chunk of stream) text += chunk.text()
    expect(text).toBe(GEMINI)
    expect((await response).usageMetadata?.promptTokenCount).toBe(10)
  })

  test('model lists', async () => {
    expect((await openai().models.list()).data.map(({ id }) => id)).toEqual(['gpt-5.5'])
    expect(await openai().models.retrieve('gpt-5.5')).toMatchObject({ id: 'gpt-5.5', shutdown_date: null })
    const listed = []
    for await (const model of anthropic().models.list()) listed.push(model.display_name)
    expect(listed).toEqual(['Claude Fable 5', 'Claude Opus 4.8'])
    expect(await anthropic().models.retrieve('claude-fable-5')).toMatchObject({ lifecycle: 'active', retires_at: null })
    expect(await genai().models.get({ model: 'gemini-3-pro' })).toMatchObject({ name: 'models/gemini-3-pro' })
  })

  test('every client throws its own class for a withdrawn model', async () => {
    for (const model of ['gpt-5.5', 'claude-fable-5', 'gemini-3-pro']) stage.withdraw(model)
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    await expect(openai().responses.create({ model: 'gpt-5.5', input: 'Hello' })).rejects.toBeInstanceOf(NotFoundError)
    const refused = anthropic().messages.create({ model: 'claude-fable-5', max_tokens: 9, messages })
    await expect(refused).rejects.toMatchObject({
      status: 404,
      type: 'not_found_error',
      requestID: expect.stringMatching(/^req_/) as string,
    })
    await expect(genai().models.generateContent({ model: 'gemini-3-pro', contents: 'Hello' })).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
    })
    const byAi = createOpenAI({ apiKey: stage.apiKey('openai'), baseURL: stage.baseURL('openai') })('gpt-5.5')
    await expect(generateText({ model: byAi, prompt: 'Hello', maxRetries: 0 })).rejects.toMatchObject({
      name: 'AI_APICallError',
      statusCode: 404,
    })
    const byChain = new ChatAnthropic({
      model: 'claude-fable-5',
      apiKey: stage.apiKey('anthropic'),
      anthropicApiUrl: stage.baseURL('anthropic'),
      maxRetries: 0,
    })
    await expect(byChain.invoke('Hello')).rejects.toMatchObject({ status: 404 })
    stage.reset()
  })

  test('ai with its OpenAI and Anthropic providers, whole and streamed', async () => {
    const models = {
      [OPENAI]: createOpenAI({ apiKey: stage.apiKey('openai'), baseURL: stage.baseURL('openai') })('gpt-5.5'),
      [CLAUDE]: createAnthropic({ apiKey: stage.apiKey('anthropic'), baseURL: `${stage.baseURL('anthropic')}/v1` })(
        'claude-fable-5',
      ),
    }
    for (const [said, model] of Object.entries(models)) {
      const whole = await generateText({ model, prompt: 'Hello', maxRetries: 0 })
      expect(whole).toMatchObject({ text: said, finishReason: 'stop' })
      const streamed = streamText({ model, prompt: 'Hello', maxRetries: 0 })
      expect(await streamed.text).toBe(said)
      expect((await streamed.usage).outputTokens).toBe(whole.usage.outputTokens)
    }
  })

  test('LangChain with OpenAI and Anthropic, whole and streamed', async () => {
    const models: Readonly<Record<string, BaseChatModel>> = {
      [OPENAI]: new ChatOpenAI({
        model: 'gpt-5.5',
        apiKey: stage.apiKey('openai'),
        configuration: { baseURL: stage.baseURL('openai') },
        maxRetries: 0,
      }),
      [CLAUDE]: new ChatAnthropic({
        model: 'claude-fable-5',
        apiKey: stage.apiKey('anthropic'),
        anthropicApiUrl: stage.baseURL('anthropic'),
        maxRetries: 0,
      }),
    }
    for (const [said, model] of Object.entries(models)) {
      const whole = await model.invoke('Hello')
      expect(whole.text).toBe(said)
      expect(whole).toMatchObject({ usage_metadata: { input_tokens: 10 } })
      let text = ''
      for await (const chunk of await model.stream('Hello')) text += chunk.text
      expect(text).toBe(said)
    }
  })
})
