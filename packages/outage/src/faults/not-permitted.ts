import type { Fault } from './fault.ts'

export const notPermitted: Fault = {
  name: 'not-permitted',
  number: 33,
  summary: 'This account may not use the model; others may.',
  apply: (_healthy, { error }) => error('not-permitted'),
}
