import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

/** About 167 of 1,000 calls fall into the ten minutes; the rest is for the five minutes that a client may take to notice the return. */
export const everythingDown: Scenario = {
  name: 'everything-down',
  summary: 'Every vendor is down for ten minutes.',
  ...ORDINARY_HOUR,
  steps: [{ atMs: 20 * MINUTE_MS, do: 'inject', model: '*', fault: 'overloaded', forMs: 10 * MINUTE_MS }],
  expect: { lostAtMost: 250, eachWithinMs: 60_000 },
}
