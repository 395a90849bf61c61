import type { Fault } from './fault.ts'

export const rateLimitedMs: Fault = {
  name: 'rate-limited-ms',
  number: 28,
  summary: '429 with `retry-after-ms`.',
  apply: (_healthy, { error, settings }) =>
    error('rate-limited', { retryAfterMs: settings.retryAfterMs ?? 250, retryAfterForm: 'milliseconds' }),
}
