import type { Scenario } from './scenario.ts'
import { MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

/** For clients whose operator lets refused code go to the next vendor; others lose what was refused. */
export const refusalStorm: Scenario = {
  name: 'refusal-storm',
  summary: 'The first model declines security reviews from one day to the next.',
  ...ORDINARY_HOUR,
  steps: [
    {
      atMs: 10 * MINUTE_MS,
      do: 'inject',
      model: 'claude-fable-5',
      fault: 'refusal',
      when: { probability: 0.9 },
      forMs: 40 * MINUTE_MS,
    },
  ],
  expect: { lostAtMost: 0 },
}
