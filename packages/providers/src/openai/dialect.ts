import type OpenAIClient from 'openai'
import type { CheckedOptions, Dialect } from '../adapter/index.ts'
import { describeModel, openaiClient } from './client.ts'
import { readResponse } from './read.ts'
import { type ResponseBody, responseRequest } from './request.ts'
import { responseAccumulator } from './stream.ts'

export interface OpenAISettings extends CheckedOptions {
  readonly cyberAccess?: string
}

export function openaiDialect(options: OpenAISettings): Dialect<OpenAIClient, ResponseBody> {
  return {
    requestIdHeader: 'x-request-id',
    createClient: (fetch) => openaiClient(`openai/${options.model}`, options, fetch),
    request: (call) => responseRequest(call, options),
    ask: (client, body) => client.responses.create({ ...body, stream: false }),
    stream: {
      open: (client, body) => client.responses.create({ ...body, stream: true }),
      accumulator: responseAccumulator,
    },
    read: readResponse,
    describe: (client, wallTime) => describeModel(client, options.model, wallTime),
  }
}
