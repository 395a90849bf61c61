import type { Scenario } from './scenario.ts'
import { ACCOUNTS, HOUR_MS, MINUTE_MS, MODELS } from './small-world.ts'

export const keyRevoked: Scenario = {
  name: 'key-revoked',
  summary: 'The key of the first vendor is revoked in mid-run.',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: HOUR_MS,
  steps: [
    { atMs: 10 * MINUTE_MS, do: 'inject', model: 'claude-fable-5', fault: 'key-revoked' },
    { atMs: 10 * MINUTE_MS, do: 'inject', model: 'claude-opus-4-8', fault: 'key-revoked' },
  ],
  calls: { count: 1_000 },
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: HOUR_MS, models: ['gpt-5.5', 'gemini-3-pro'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, atMost: 60 }],
  },
}
