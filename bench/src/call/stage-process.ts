import { labelledReviewer, REVIEWERS } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import { shopLabels } from './shop-files.ts'

// Runs as a child process, so that the vendor's work is not counted. Says where it listens; ends when its parent does.
const replies = labelledReviewer({ labels: await shopLabels(), habits: REVIEWERS.perfect })
const models = (['openai', 'anthropic'] as const).flatMap((vendor) =>
  ['first', 'second'].map((name) => ({ vendor, model: `${vendor}-${name}`, replies })),
)
const stage = await loopbackStage({ models, timelineLimit: 10 })
const endpoints = (vendor: 'openai' | 'anthropic') =>
  ['first', 'second'].map((name) => ({
    baseURL: stage.baseURL(vendor),
    apiKey: stage.apiKey(vendor),
    model: `${vendor}-${name}`,
  }))
process.send?.({ openai: endpoints('openai'), anthropic: endpoints('anthropic') })
process.on('disconnect', () => process.exit())
