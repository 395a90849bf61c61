import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

/** A client that heeds the wait asks about once a minute; one that does not, more than 400 times. */
export const rateLimitStorm: Scenario = {
  name: 'rate-limit-storm',
  summary: 'Nine of ten requests to the first model are turned away for a minute each.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 10 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'rate-limited',
      settings: { retryAfterMs: 60_000 },
      when: { probability: 0.9 },
      forMs: 30 * MINUTE_MS,
    },
  ],
  expect: { asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, untilMs: 40 * MINUTE_MS, atMost: 100 }] },
}
