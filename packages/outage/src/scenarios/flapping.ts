import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const flapping: Scenario = {
  name: 'flapping',
  summary: 'The first model is up for ten seconds and down for ten, again and again.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 5 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'overloaded',
      when: { flapping: { onMs: 10_000, offMs: 10_000 } },
      forMs: 50 * MINUTE_MS,
    },
  ],
  expect: { eachWithinMs: 60_000 },
}
