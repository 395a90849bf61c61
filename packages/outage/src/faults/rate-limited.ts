import type { Fault } from './fault.ts'

export const rateLimited: Fault = {
  name: 'rate-limited',
  number: 26,
  summary: 'The vendor answers 429 and says in whole seconds when to come back.',
  apply: (_healthy, { error, settings }) =>
    error('rate-limited', { retryAfterMs: settings.retryAfterMs ?? 1_000, retryAfterForm: settings.retryAfterForm ?? 'seconds' }),
}
