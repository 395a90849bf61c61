import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const midStreamCuts: Scenario = {
  name: 'mid-stream-cuts',
  summary: 'Streams of the first model break off, are cut without a word, or stall.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 10 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'reset-mid-stream',
      when: { every: 2 },
      forMs: 10 * MINUTE_MS,
    },
    {
      atMs: 20 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'no-finish-marker',
      when: { every: 2 },
      forMs: 10 * MINUTE_MS,
    },
    {
      atMs: 30 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'stream-stall',
      when: { every: 5 },
      forMs: 10 * MINUTE_MS,
    },
  ],
  calls: { count: 1_000, deadlineMs: 90_000, stream: true },
  expect: { eachWithinMs: 90_000 },
}
