import type { Scenario } from './scenario.ts'
import { ACCOUNTS, HOUR_MS, MINUTE_MS, MODELS } from './small-world.ts'

/** Withdrawn models are probed after 15 minutes and then ever more rarely, so a return is noticed late by design. */
export const returnOfAll: Scenario = {
  name: 'return-of-all',
  summary: 'Every model is withdrawn at once, and they come back one after the other.',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: 2 * HOUR_MS,
  steps: [
    ...MODELS.map(({ model }) => ({ atMs: 10 * MINUTE_MS, do: 'withdraw', model }) as const),
    { atMs: 30 * MINUTE_MS, do: 'reinstate', model: 'gemini-3-pro' },
    { atMs: 40 * MINUTE_MS, do: 'reinstate', model: 'gpt-5.5' },
    { atMs: 50 * MINUTE_MS, do: 'reinstate', model: 'claude-opus-4-8' },
    { atMs: 60 * MINUTE_MS, do: 'reinstate', model: 'claude-fable-5' },
  ],
  calls: { count: 1_000 },
  expect: { lostAtMost: 500, eachWithinMs: 60_000, servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: 30 * MINUTE_MS, models: [] }] },
}
