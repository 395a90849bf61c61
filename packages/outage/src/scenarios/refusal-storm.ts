import type { Scenario } from './scenario.ts'
import { ACCOUNTS, HOUR_MS, MINUTE_MS, MODELS } from './small-world.ts'

/** For clients whose operator lets refused code go to the next vendor; others lose what was refused. */
export const refusalStorm: Scenario = {
  name: 'refusal-storm',
  summary: 'The first model declines security reviews from one day to the next.',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: HOUR_MS,
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
  calls: { count: 1_000 },
  expect: { lostAtMost: 0 },
}
