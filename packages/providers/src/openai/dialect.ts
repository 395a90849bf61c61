import type OpenAIClient from 'openai'
import { type CheckedOptions, type Dialect, prewriter } from '../adapter/index.ts'
import { describeModel, openaiClient } from './client.ts'
import { readResponse } from './read.ts'
import { type ResponseBody, responseRequest } from './request.ts'
import { responseAccumulator } from './stream.ts'

export interface OpenAISettings extends CheckedOptions {
  readonly cyberAccess?: string
}

export function openaiDialect(options: OpenAISettings): Dialect<OpenAIClient, ResponseBody> {
  const prewrite = prewriter()
  return {
    requestIdHeader: 'x-request-id',
    createClient: (fetch) => openaiClient(`openai/${options.model}`, options, fetch),
    request(call) {
      const { call: marked, prewritten } = prewrite(call)
      return { ...responseRequest(marked, options), prewritten }
    },
    async ask(client, body) {
      const response = await client.responses.create({ ...body, stream: false }).asResponse()
      return response.json()
    },
    stream: {
      open: (client, body) => client.responses.create({ ...body, stream: true }),
      accumulator: responseAccumulator,
    },
    read: readResponse,
    describe: (client, wallTime) => describeModel(client, options.model, wallTime),
  }
}
