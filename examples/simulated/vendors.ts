import { labelledReviewer, REVIEWERS, type Stage, type StageVendor, type WorldModel } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import { shopLabels } from './shop.ts'

/** The models of the simulated vendors. Each misses, words and weighs things in its own way, as real ones do. */
export const FABLE = 'claude-fable-5'
export const GPT = 'gpt-5.5'
export const GEMINI = 'gemini-3-pro'

const HABITS = { [FABLE]: REVIEWERS.steady, [GPT]: REVIEWERS.eager, [GEMINI]: REVIEWERS.terse }

/** How fast the simulated models are. */
export interface Pace {
  /** Time to the first header, in milliseconds. @default 20 */
  readonly latencyMs?: number
  /** Pace of a stream; 0 sends all at once. @default 0 */
  readonly tokensPerSecond?: number
}

/** The three models, for any stage. */
export async function simulatedModels({ latencyMs = 20, tokensPerSecond = 0 }: Pace = {}): Promise<readonly WorldModel[]> {
  const labels = await shopLabels()
  const model = (vendor: StageVendor, name: keyof typeof HABITS): WorldModel => ({
    vendor,
    model: name,
    latencyMs,
    tokensPerSecond,
    replies: labelledReviewer({ labels, habits: HABITS[name] }),
  })
  return [model('anthropic', FABLE), model('openai', GPT), model('google', GEMINI)]
}

/**
 * Anthropic, OpenAI and Google, simulated on sockets of this machine: no key, no network, no money. Their answers are
 * written from the labels of `shop-api`, so they show how reviews survive an outage, not how good a model is.
 */
export async function simulatedVendors(pace: Pace = {}): Promise<Stage> {
  return loopbackStage({ models: await simulatedModels(pace) })
}

/** Where a vendor's own SDK finds its simulation. */
export const place = (stage: Stage, vendor: StageVendor): { baseURL: string; apiKey: string } => ({
  baseURL: stage.baseURL(vendor),
  apiKey: stage.apiKey(vendor),
})
