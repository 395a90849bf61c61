import type OpenAIClient from 'openai'
import { type CheckedOptions, type Dialect, prewriter } from '../adapter/index.ts'
import { describeModel, openaiClient } from '../openai/client.ts'
import { readChat } from './read.ts'
import { type ChatBody, chatRequest } from './request.ts'
import { chatAccumulator } from './stream.ts'

export interface ChatSettings extends CheckedOptions {
  readonly structuredOutput: 'json-schema' | 'json-object' | 'none'
  readonly outputCap: 'max_tokens' | 'max_completion_tokens'
  readonly sendEffort: boolean
}

export function chatDialect(options: ChatSettings): Dialect<OpenAIClient, ChatBody> {
  const prewrite = prewriter({ sendsSchema: options.structuredOutput === 'json-schema' })
  return {
    requestIdHeader: 'x-request-id',
    createClient: (fetch) => openaiClient(`openai-compatible/${options.model}`, options, fetch),
    request(call) {
      const { call: marked, prewritten } = prewrite(call)
      return { ...chatRequest(marked, options), prewritten }
    },
    async ask(client, body) {
      const response = await client.chat.completions.create({ ...body, stream: false }).asResponse()
      return response.json()
    },
    stream: {
      open: (client, body) => client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } }),
      accumulator: chatAccumulator,
    },
    read: readChat,
    describe: (client, wallTime) => describeModel(client, options.model, wallTime),
  }
}
