import { labelledReviewer, REVIEWERS } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import { type Vendor, VENDOR_NAMES } from './client.ts'
import { shopLabels } from './shop-files.ts'

// Runs as a child process, so that the vendor's work is not counted. Says where it listens; ends when its parent does.
const replies = labelledReviewer({ labels: await shopLabels(), habits: REVIEWERS.perfect })
// Models that every client's own tables know: what is unknown to a client makes it warn, or ask in another way, at each call.
const MODELS: Readonly<Record<Vendor, readonly [string, string]>> = {
  openai: ['gpt-5.5', 'gpt-5.4'],
  anthropic: ['claude-opus-4-8', 'claude-sonnet-5'],
  google: ['gemini-3.5-flash', 'gemini-3.6-flash'],
}
const models = VENDOR_NAMES.flatMap((vendor) => MODELS[vendor].map((model) => ({ vendor, model, replies })))
const stage = await loopbackStage({ models, timelineLimit: 10 })
const endpoints = (vendor: Vendor) =>
  MODELS[vendor].map((model) => ({ baseURL: stage.baseURL(vendor), apiKey: stage.apiKey(vendor), model }))
process.send?.(Object.fromEntries(VENDOR_NAMES.map((vendor) => [vendor, endpoints(vendor)])))
process.on('disconnect', () => process.exit())
