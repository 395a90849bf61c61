import type { GenerateContentParameters, GoogleGenAI } from '@google/genai'
import { type CheckedOptions, type Dialect, loadSdk, prewriter, type VendorRequest } from '../adapter/index.ts'
import { readContent } from './read.ts'
import { generationConfig } from './request.ts'
import { contentAccumulator } from './stream.ts'

export interface GoogleSettings extends CheckedOptions {
  readonly apiVersion?: string
}

export function googleDialect(options: GoogleSettings): Dialect<GoogleGenAI, GenerateContentParameters> {
  const { model, apiVersion } = options
  const prewrite = prewriter()
  return {
    async createClient(fetch) {
      const { GoogleGenAI: Client } = await loadSdk('@google/genai', `google/${model}`, () => import('@google/genai'))
      // `retryOptions` must stay away altogether: an empty one already means five attempts.
      return new Client({
        apiKey: options.key ?? '',
        vertexai: false,
        ...(apiVersion && { apiVersion }),
        httpOptions: { baseUrl: options.baseURL, fetch },
      })
    },
    request(asked) {
      const { call, prewritten } = prewrite(asked)
      const { config, adjustments } = generationConfig(call, options)
      return {
        // The SDK continues a cut answer by itself unless told not to, with further billed requests.
        body: {
          model,
          contents: call.input,
          config: { ...config, systemInstruction: call.system, automaticContinuation: false },
        },
        adjustments,
        prewritten,
      } as VendorRequest<GenerateContentParameters>
    },
    ask: (client, body) => client.models.generateContent(body),
    stream: {
      open: (client, body) => client.models.generateContentStream(body),
      accumulator: contentAccumulator,
    },
    read: readContent,
    // The list has no lifecycle field, and having a model in it proves little: calls got 404 for listed ones.
    describe: async (client) => {
      await client.models.get({ model })
      return { known: true }
    },
  }
}
