import type OpenAIClient from 'openai'
import type { ModelListing } from '@understudy/spec'
import { members } from '../classify/index.ts'
import { type CheckedOptions, loadSdk, NO_LIMIT_MS } from '../adapter/index.ts'

/** OpenAI's SDK with everything stated that it would read from the environment, and its retries and logs off. */
export async function openaiClient(id: string, options: CheckedOptions, fetch: typeof globalThis.fetch): Promise<OpenAIClient> {
  const { OpenAI } = await loadSdk('openai', id, () => import('openai'))
  return new OpenAI({
    // Endpoints of one's own may need no key, but the SDK insists on a text.
    apiKey: options.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: options.baseURL,
    fetch,
    maxRetries: 0,
    timeout: NO_LIMIT_MS,
    logLevel: 'off',
  })
}

/** Asks the model list; `shutdown_date` is a date or null. */
export async function describeModel(client: OpenAIClient, model: string, wallTime: () => number): Promise<ModelListing> {
  const listed = members(await client.models.retrieve(model)) ?? {}
  const shutdown = listed['shutdown_date']
  if (typeof shutdown !== 'string') return { known: true, lifecycle: 'active' }
  const at = Date.parse(shutdown)
  if (Number.isNaN(at)) return { known: true, lifecycle: 'deprecated' }
  return { known: true, lifecycle: at <= wallTime() ? 'retired' : 'deprecated', retiresAt: shutdown }
}
