import type { Scenario } from './scenario.ts'
import { ACCOUNTS, DAY_MS, MODELS } from './small-world.ts'

/** The end that the vendor's own SDK warns of. */
const RETIRING = [
  { vendor: 'anthropic', model: 'claude-sonnet-4-5', retiresAt: '2026-11-30T00:00:00Z' },
  ...MODELS.slice(1, 3),
] as const

export const retirementWithCountdown: Scenario = {
  name: 'retirement-with-countdown',
  summary: 'A model has an announced end, and reaches it.',
  startsAt: '2026-11-29T00:00:00Z',
  models: RETIRING,
  accounts: ACCOUNTS,
  lastsMs: 2 * DAY_MS,
  steps: [],
  calls: { count: 1_000 },
  expect: {
    servedBy: [{ fromMs: DAY_MS, untilMs: 2 * DAY_MS, models: ['gpt-5.5', 'gemini-3-pro'] }],
    asked: [{ model: 'claude-sonnet-4-5', fromMs: DAY_MS, atMost: 40 }],
  },
}
