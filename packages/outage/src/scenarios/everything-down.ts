import type { Scenario } from './scenario.ts'
import { ACCOUNTS, HOUR_MS, MINUTE_MS, MODELS } from './small-world.ts'

/** About 167 of 1,000 calls fall into the ten minutes; the rest is for the five minutes that a client may take to notice the return. */
export const everythingDown: Scenario = {
  name: 'everything-down',
  summary: 'Every vendor is down for ten minutes.',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: HOUR_MS,
  steps: [{ atMs: 20 * MINUTE_MS, do: 'inject', model: '*', fault: 'overloaded', forMs: 10 * MINUTE_MS }],
  calls: { count: 1_000 },
  expect: { lostAtMost: 250, eachWithinMs: 60_000 },
}
