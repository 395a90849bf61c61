import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const hang: Scenario = {
  name: 'hang',
  summary: 'The first model takes requests and says nothing.',
  ...ORDINARY_HOUR,
  steps: [{ atMs: 10 * MINUTE_MS, do: 'inject', model: 'claude-fable-5', fault: 'hang', forMs: 40 * MINUTE_MS }],
  calls: { count: 1_000, deadlineMs: 90_000 },
  expect: {
    eachWithinMs: 90_000,
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, untilMs: 50 * MINUTE_MS, atMost: 80 }],
  },
}
