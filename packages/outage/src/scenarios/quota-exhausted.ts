import type { Scenario } from './scenario.ts'
import { HOUR_MS, MINUTE_MS, ORDINARY_HOUR, strikeAnthropic } from './small-world.ts'

export const quotaExhausted: Scenario = {
  name: 'quota-exhausted',
  summary: 'The money for the first vendor is used up.',
  ...ORDINARY_HOUR,
  steps: strikeAnthropic(10 * MINUTE_MS, 'quota-exhausted'),
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: HOUR_MS, models: ['gpt-5.5', 'gemini-3-pro'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, atMost: 60 }],
  },
}
