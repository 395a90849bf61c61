import type { GenerateContentRequest, GenerativeModel } from '@google/generative-ai'
import { AnswerFault, type CheckedOptions, type Dialect, loadSdk, prewriter, wordsOf } from '../adapter/index.ts'
import { readContent } from '../google/read.ts'
import { generationConfig } from '../google/request.ts'
import { contentAccumulator } from '../google/stream.ts'
import { loadLegacySdk } from './load.ts'

export interface GoogleLegacySettings extends CheckedOptions {
  readonly apiVersion?: string
}

/**
 * Works around four faults of the ended SDK: it ignores a signal that is already aborted, leaves its timer running,
 * lets an unread stream's rejection reach the process, and hands error frames on as chunks. The first two go away by
 * giving it neither signal nor timeout: the transport has both.
 */
export function googleLegacyDialect(options: GoogleLegacySettings): Dialect<GenerativeModel, GenerateContentRequest> {
  const { model, apiVersion } = options
  const id = `google-legacy/${model}`
  const prewrite = prewriter()
  let ownFetch: typeof globalThis.fetch | undefined
  return {
    async createClient(fetch) {
      ownFetch = fetch
      const { GoogleGenerativeAI } = await loadSdk('@google/generative-ai', id, () => loadLegacySdk(fetch))
      const requestOptions = { baseUrl: options.baseURL, ...(apiVersion && { apiVersion }) }
      return new GoogleGenerativeAI(options.key ?? '').getGenerativeModel({ model }, requestOptions)
    },
    request(asked) {
      const { call, prewritten } = prewrite(asked)
      const { config, adjustments } = generationConfig(call, options)
      return {
        body: {
          contents: [{ role: 'user', parts: [{ text: call.input }] }],
          systemInstruction: { role: 'system', parts: [{ text: call.system }] },
          // The SDK's types end with 2025; it sends what it does not know as it is.
          generationConfig: config,
        },
        adjustments,
        prewritten,
      }
    },
    ask: async (client, body) => (await client.generateContent(body)).response,
    stream: {
      async open(client, body) {
        const { stream, response } = await client.generateContentStream(body)
        // The SDK reads the stream a second time for this promise; nobody else would take its rejection.
        response.catch(() => {})
        return stream
      },
      accumulator: contentAccumulator,
    },
    read: readContent,
    // The SDK has no model list, but the API has; having a model in it proves little: calls got 404 for listed ones.
    async describe() {
      const path = `${options.baseURL}/${apiVersion ?? 'v1beta'}/models/${model.replace(/^models\//, '')}`
      const response = await ownFetch?.(path, { headers: { 'x-goog-api-key': options.key ?? '' } })
      if (!response?.ok) throw new AnswerFault('The list does not answer well.', { words: wordsOf(await response?.json()) })
      return { known: true }
    },
  }
}
