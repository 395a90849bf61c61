import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const brownOut: Scenario = {
  name: 'brown-out',
  summary: 'The first vendor grows slower and fails more and more, then recovers.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 5 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'slow-headers',
      settings: { delayMs: 8_000 },
      when: { probability: 0.5, rampMs: 10 * MINUTE_MS },
      forMs: 40 * MINUTE_MS,
    },
    {
      atMs: 10 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'overloaded',
      when: { probability: 0.6, rampMs: 10 * MINUTE_MS },
      forMs: 35 * MINUTE_MS,
    },
  ],
  expect: { eachWithinMs: 60_000 },
}
