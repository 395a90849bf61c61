import type { Scenario } from './scenario.ts'
import { ACCOUNTS, HOUR_MS, MINUTE_MS, MODELS } from './small-world.ts'

export const slowLeak: Scenario = {
  name: 'slow-leak',
  summary: 'Answers take a little longer every minute.',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: HOUR_MS,
  steps: [{ atMs: 5 * MINUTE_MS, do: 'inject', model: 'claude-fable-5', fault: 'slow-leak', settings: { delayMs: 500 } }],
  calls: { count: 1_000 },
  expect: { eachWithinMs: 60_000 },
}
