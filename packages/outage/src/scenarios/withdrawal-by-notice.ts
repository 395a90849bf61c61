import type { Scenario } from './scenario.ts'
import { HOUR_MS, MINUTE_MS, ORDINARY_HOUR } from './small-world.ts'

/** Calls under way when the notice comes may finish; none may begin. */
export const withdrawalByNotice: Scenario = {
  name: 'withdrawal-by-notice',
  summary: 'An operator bars a model before any call fails; the vendor would go on serving it.',
  ...ORDINARY_HOUR,
  steps: [{ atMs: 10 * MINUTE_MS, do: 'notice', model: 'claude-fable-5', sentence: 'Withdrawn by order of 12 June 2026.' }],
  expect: {
    servedBy: [{ fromMs: 10 * MINUTE_MS, untilMs: HOUR_MS, models: ['gpt-5.5', 'gemini-3-pro', 'claude-opus-4-8'] }],
    asked: [{ model: 'claude-fable-5', fromMs: 10 * MINUTE_MS, atMost: 0 }],
  },
}
