import type { Scenario } from './scenario.ts'
import { HOUR_MS, MINUTE_MS, ORDINARY_HOUR, strikeAnthropic } from './small-world.ts'

export const regionBlock: Scenario = {
  name: 'region-block',
  summary: "A vendor stops serving the caller's country, whatever the model.",
  ...ORDINARY_HOUR,
  steps: strikeAnthropic(10 * MINUTE_MS, 'region-blocked', { region: 'eu' }),
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: HOUR_MS, models: ['gpt-5.5', 'gemini-3-pro'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, atMost: 10 }],
  },
}
