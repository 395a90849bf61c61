import type { FaultName } from '../faults/catalogue.ts'
import type { When } from '../faults/when.ts'
import type { ScenarioStep } from './scenario.ts'
import type { WorldAccount, WorldModel } from '../world/options.ts'

/** The models of the ready-made scenarios, in the order in which a client would prefer them. */
export const MODELS: readonly WorldModel[] = [
  { vendor: 'anthropic', model: 'claude-fable-5', latencyMs: 400, replacement: 'Opus 4.8' },
  { vendor: 'openai', model: 'gpt-5.5', latencyMs: 500 },
  { vendor: 'google', model: 'gemini-3-pro', latencyMs: 600 },
  { vendor: 'anthropic', model: 'claude-opus-4-8', latencyMs: 500 },
]

/** Two customers of every vendor, in two regions. Clients use the first unless they say otherwise. */
export const ACCOUNTS: readonly WorldAccount[] = [
  { vendor: 'anthropic', name: 'team-a', apiKey: 'stage-key-anthropic', region: 'eu' },
  { vendor: 'openai', name: 'team-a', apiKey: 'stage-key-openai', region: 'eu' },
  { vendor: 'google', name: 'team-a', apiKey: 'stage-key-google', region: 'eu' },
  { vendor: 'anthropic', name: 'team-b', apiKey: 'stage-key-anthropic-b', region: 'us' },
  { vendor: 'openai', name: 'team-b', apiKey: 'stage-key-openai-b', region: 'us' },
  { vendor: 'google', name: 'team-b', apiKey: 'stage-key-google-b', region: 'us' },
]

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** What most scenarios have in common: an hour, all models, both customers, and a call every 3.6 seconds. */
export const ORDINARY_HOUR = { models: MODELS, accounts: ACCOUNTS, lastsMs: HOUR_MS, calls: { count: 1_000 } } as const

/** A fault that strikes all models of the first vendor at once, since it is about the account and not about a model. */
export function strikeAnthropic(atMs: number, fault: FaultName, when?: When): readonly ScenarioStep[] {
  return MODELS.filter(({ vendor }) => vendor === 'anthropic').map(({ model }) => ({
    atMs,
    do: 'inject',
    model,
    fault,
    ...(when && { when }),
  }))
}
