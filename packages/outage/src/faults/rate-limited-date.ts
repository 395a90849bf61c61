import type { Fault } from './fault.ts'

export const rateLimitedDate: Fault = {
  name: 'rate-limited-date',
  number: 27,
  summary: '429 with the time to come back as an HTTP date.',
  apply: (_healthy, { error, settings }) =>
    error('rate-limited', { retryAfterMs: settings.retryAfterMs ?? 60_000, retryAfterForm: 'date' }),
}
