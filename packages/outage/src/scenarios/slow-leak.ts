import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const slowLeak: Scenario = {
  name: 'slow-leak',
  summary: 'Answers take a little longer every minute.',
  ...ORDINARY_HOUR,
  steps: [{ atMs: 5 * MINUTE_MS, do: 'inject', model: 'claude-fable-5', fault: 'slow-leak', settings: { delayMs: 500 } }],
  expect: { eachWithinMs: 60_000 },
}
