import type { Scenario } from './scenario.ts'
import { ACCOUNTS, DAY_MS, MINUTE_MS, MODELS } from './small-world.ts'

/** From the order on 12 June, 17:21 ET, to the return on 1 July. */
const RETURN_MS = 18 * DAY_MS + 10 * MINUTE_MS

/** Dates and words are those of the record; see `security-review.md` §0. Probing every six hours for 18 days is 72 requests; twice that is not noticing. */
export const withdrawalForEverybody: Scenario = {
  name: 'withdrawal-for-everybody',
  summary:
    'On 12 June 2026 an order takes a model from every customer. It comes back on 1 July, for some accounts later than for others.',
  startsAt: '2026-06-12T17:11:00-04:00',
  models: MODELS,
  accounts: ACCOUNTS,
  lastsMs: 20 * DAY_MS,
  steps: [
    { atMs: 10 * MINUTE_MS, do: 'withdraw', model: 'claude-fable-5' },
    { atMs: RETURN_MS, do: 'reinstate', model: 'claude-fable-5' },
    // The account of this drill gets it back only a day later, and under other words (claude-code#72886).
    { atMs: RETURN_MS, do: 'withdraw', model: 'claude-fable-5', mode: 'unavailable', account: 'team-a' },
    { atMs: RETURN_MS + DAY_MS, do: 'reinstate', model: 'claude-fable-5', account: 'team-a' },
  ],
  calls: { count: 1_000 },
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: RETURN_MS, models: ['gpt-5.5', 'gemini-3-pro', 'claude-opus-4-8'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, untilMs: RETURN_MS, atMost: 120 }],
  },
}
