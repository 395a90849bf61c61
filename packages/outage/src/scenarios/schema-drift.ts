import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

export const schemaDrift: Scenario = {
  name: 'schema-drift',
  summary: 'The first model begins to answer in other shapes than were asked for.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 10 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'schema-violation',
      when: { probability: 0.5 },
      forMs: 20 * MINUTE_MS,
    },
    {
      atMs: 30 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'prose-instead-of-json',
      when: { probability: 0.5 },
      forMs: 10 * MINUTE_MS,
    },
  ],
  expect: { lostAtMost: 0 },
}
