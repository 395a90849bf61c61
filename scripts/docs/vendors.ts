/**
 * Loaded by every Node process that a page of the documentation starts: OpenAI, Anthropic and Gemini are simulated at their
 * true addresses, and nothing leaves the machine. `DOCS_WORLD` says what has happened to the models by now.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canaryCorpusRoot } from '@understudy/findings/qualify'
import { mswStage } from '@understudy/outage/msw'
import { labelledReviewer, type ReplyWriter, REVIEWERS, type StageVendor, type WorldModel } from '@understudy/outage'
import type { FlawLabel } from '@understudy/spec'
import { LABELS } from './labels.ts'
import { DIFFER, OFF, readWorld } from './world-event.ts'

type Character = 'steady' | 'eager' | 'terse'

const MODELS: readonly (readonly [StageVendor, string, Character])[] = [
  ['anthropic', 'claude-opus-5-5', 'steady'],
  ['anthropic', 'claude-fable-5', 'steady'],
  ['openai', 'gpt-5.5', 'eager'],
  ['google', 'gemini-3.8-flash', 'terse'],
]

/** Reports every label in this model's own words. */
const perfect = (character: Character): ReplyWriter =>
  labelledReviewer({ labels: LABELS, habits: { ...REVIEWERS.perfect, wording: REVIEWERS[character].wording } })

/** Misses, invents and weighs in its own way, and a little otherwise each time that it is asked the same. */
function human(character: Character, labels: readonly FlawLabel[]): ReplyWriter {
  const asked = new Map<string, number>()
  const habits = REVIEWERS[character]
  return (request) => {
    // The input as a whole is another one each time: it carries a random marker.
    const files = (request.input.match(/^=== file: .+$/gm) ?? []).join()
    const time = asked.get(files) ?? 0
    asked.set(files, time + 1)
    return labelledReviewer({ labels, habits: { ...habits, seed: habits.seed + time } })(request)
  }
}

function canaryLabels(): readonly FlawLabel[] {
  const corpus = JSON.parse(readFileSync(join(canaryCorpusRoot(), 'labels.json'), 'utf8')) as { flaws: readonly FlawLabel[] }
  return corpus.flaws
}

function open(events: string): void {
  const labels = events.split(';').includes(DIFFER) ? [...LABELS, ...canaryLabels()] : null
  const models = MODELS.map(([vendor, model, character]): WorldModel => ({
    vendor,
    model,
    // What the vendor recommended on the day, whatever else this world has.
    ...(vendor === 'anthropic' && { replacement: 'Opus 4.8' }),
    replies: labels ? human(character, labels) : perfect(character),
  }))
  const stage = mswStage({ models })
  for (const { what, model, after, mode } of readWorld(events)) {
    if (what === 'reinstate') stage.reinstate(model)
    else stage.withdraw(model, { ...(after !== undefined && { afterRequests: after }), ...(mode && { mode }) })
  }
}

const world = process.env['DOCS_WORLD'] ?? ''
if (!world.split(';').includes(OFF)) open(world)
