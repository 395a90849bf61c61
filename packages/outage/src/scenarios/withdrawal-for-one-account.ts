import type { Scenario } from './scenario.ts'
import { HOUR_MS, MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const withdrawalForOneAccount: Scenario = {
  name: 'withdrawal-for-one-account',
  summary: 'One customer loses a model; the others keep it.',
  ...ORDINARY_HOUR,
  steps: [{ atMs: 10 * MINUTE_MS, do: 'withdraw', model: 'claude-fable-5', mode: 'not-permitted', account: 'team-a' }],
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: HOUR_MS, models: ['gpt-5.5', 'gemini-3-pro', 'claude-opus-4-8'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, atMost: 10 }],
  },
}
