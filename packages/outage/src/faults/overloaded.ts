import type { Fault } from './fault.ts'

export const overloaded: Fault = {
  name: 'overloaded',
  number: 31,
  summary: 'The vendor says that it is overloaded (529 or 503).',
  apply: (_healthy, { error }) => error('overloaded'),
}
