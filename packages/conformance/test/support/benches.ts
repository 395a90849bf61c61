import { anthropic, google, googleLegacy, openai, openaiCompatible } from '@understudy/providers'
import { type Bench, replyScript, type ReplyScript, stageBench } from '@understudy/conformance'
import type { Stage, StageVendor, WorldOptions } from '@understudy/outage'
import type { ModelAdapter } from '@understudy/spec'

interface Shipped {
  readonly name: string
  readonly vendor: StageVendor
  readonly model: string
  readonly create: (at: { readonly baseURL: string; readonly apiKey: string; readonly model: string }) => ModelAdapter
}

/** The adapters of `@understudy/providers`. */
export const SHIPPED: readonly Shipped[] = [
  { name: 'anthropic', vendor: 'anthropic', model: 'claude-opus-4-8', create: anthropic },
  { name: 'openai', vendor: 'openai', model: 'gpt-6-astra', create: openai },
  { name: 'openai-compatible', vendor: 'openai', model: 'qwen-4-coder', create: openaiCompatible },
  { name: 'google', vendor: 'google', model: 'gemini-3-pro', create: google },
  { name: 'google-legacy', vendor: 'google', model: 'gemini-3-flash', create: googleLegacy },
]

/** Opens one stage with a model for each adapter. */
export async function openBenches(
  open: (options: WorldOptions) => Promise<Stage>,
  on: 'loopback' | 'msw',
  adapters: readonly Shipped[] = SHIPPED,
): Promise<{ readonly benches: ReadonlyMap<string, Bench>; readonly close: () => Promise<void> }> {
  const scripts = new Map<string, ReplyScript>(adapters.map(({ name }) => [name, replyScript()]))
  const scriptOf = (name: string): ReplyScript => scripts.get(name) ?? replyScript()
  const stage = await open({
    models: adapters.map(({ name, vendor, model }) => ({ vendor, model, replies: scriptOf(name).writer })),
  })
  const benches = adapters.map(({ name, vendor, model, create }): [string, Bench] => {
    const at = { model, baseURL: stage.baseURL(vendor), apiKey: stage.apiKey(vendor) }
    return [
      name,
      stageBench({
        sockets: on === 'msw' ? 'mocked' : 'real',
        name: `${name} on ${on}`,
        stage,
        vendor,
        model,
        script: scriptOf(name),
        create: () => create(at),
      }),
    ]
  })
  return { benches: new Map(benches), close: () => stage.close() }
}
