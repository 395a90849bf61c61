import type { Fault } from './fault.ts'

export const rateLimitedBare: Fault = {
  name: 'rate-limited-bare',
  number: 29,
  summary: '429 without any word on when to come back.',
  apply: (_healthy, { error }) => error('rate-limited', { retryAfterForm: 'none' }),
}
