import type { Fault } from './fault.ts'

export const quotaExhausted: Fault = {
  name: 'quota-exhausted',
  number: 30,
  summary: 'The money or the daily allowance is used up.',
  apply: (_healthy, { error }) => error('quota-exhausted'),
}
