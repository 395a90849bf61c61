/**
 * Loaded by every Node process that a page of the documentation starts: OpenAI, Anthropic and Gemini are simulated at their
 * true addresses, and nothing leaves the machine. `DOCS_WORLD` says what has happened to the models by now.
 */
import { mswStage } from '@understudy/outage/msw'
import { labelledReviewer, REVIEWERS, type ReviewHabits, type StageVendor, type WorldModel } from '@understudy/outage'
import { LABELS } from './labels.ts'
import { readWorld } from './world-event.ts'

const model = (vendor: StageVendor, name: string, habits: ReviewHabits): WorldModel => ({
  vendor,
  model: name,
  replies: labelledReviewer({ labels: LABELS, habits: { ...REVIEWERS.perfect, ...habits } }),
})

const stage = mswStage({
  models: [
    model('anthropic', 'claude-opus-5-5', { wording: 'plain' }),
    model('anthropic', 'claude-fable-5', { wording: 'plain' }),
    model('openai', 'gpt-5.5', { wording: 'formal' }),
    model('google', 'gemini-3.8-flash', { wording: 'terse' }),
  ],
})

for (const event of readWorld(process.env['DOCS_WORLD'])) {
  if (event.what === 'withdraw') stage.withdraw(event.model, event.after === undefined ? {} : { afterRequests: event.after })
  else stage.reinstate(event.model)
}
