import type { Fault } from './fault.ts'

export const unavailable: Fault = {
  name: 'unavailable',
  number: 32,
  summary: 'The model is not back yet for this account: the words after the return.',
  apply: (_healthy, { error }) => error('unavailable'),
}
