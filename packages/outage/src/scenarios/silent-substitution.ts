import type { Scenario } from './scenario.ts'
import { HOUR_MS, MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const silentSubstitution: Scenario = {
  name: 'silent-substitution',
  summary: 'The vendor answers under another model, and only the served id says so.',
  ...ORDINARY_HOUR,
  steps: [
    { atMs: 10 * MINUTE_MS, do: 'withdraw', model: 'claude-fable-5', mode: 'substituted', servedModel: 'claude-haiku-4-5' },
  ],
  expect: {
    servedBy: [{ fromMs: 0, untilMs: HOUR_MS, models: ['claude-fable-5', 'gpt-5.5', 'gemini-3-pro', 'claude-opus-4-8'] }],
  },
}
