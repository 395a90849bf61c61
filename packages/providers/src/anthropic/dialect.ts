import type AnthropicClient from '@anthropic-ai/sdk'
import { members } from '../classify/index.ts'
import { type CheckedOptions, type Dialect, loadSdk, NO_LIMIT_MS, prewriter } from '../adapter/index.ts'
import { readMessage } from './read.ts'
import { type MessageBody, messageRequest } from './request.ts'
import { messageAccumulator, messageEventName } from './stream.ts'

export function anthropicDialect(options: CheckedOptions): Dialect<AnthropicClient, MessageBody> {
  const prewrite = prewriter()
  return {
    requestIdHeader: 'request-id',
    async createClient(fetch) {
      const { Anthropic } = await loadSdk('@anthropic-ai/sdk', `anthropic/${options.model}`, () => import('@anthropic-ai/sdk'))
      return new Anthropic({
        // Everything that the SDK would read from the environment or from profile files is stated.
        apiKey: options.key ?? null,
        authToken: null,
        baseURL: options.baseURL,
        fetch,
        maxRetries: 0,
        timeout: NO_LIMIT_MS,
        logLevel: 'off',
        openTelemetry: false,
      })
    },
    request(call) {
      const { call: marked, prewritten } = prewrite(call)
      return { ...messageRequest(marked, options), prewritten }
    },
    async ask(client, body) {
      const response = await client.messages.create({ ...body, stream: false }).asResponse()
      return response.json()
    },
    stream: {
      open: (client, body) => client.messages.create({ ...body, stream: true }),
      accumulator: messageAccumulator,
      nameOf: messageEventName,
    },
    read: readMessage,
    async describe(client) {
      const { lifecycle, retires_at: retiresAt } = members(await client.models.retrieve(options.model)) ?? {}
      return {
        known: true,
        ...((lifecycle === 'active' || lifecycle === 'deprecated' || lifecycle === 'retired') && { lifecycle }),
        ...(typeof retiresAt === 'string' && { retiresAt }),
      }
    },
  }
}
