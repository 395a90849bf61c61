import type { Fault } from './fault.ts'

export const serverError: Fault = {
  name: 'server-error',
  number: 31,
  summary: 'The vendor fails on its own side (500).',
  apply: (_healthy, { error }) => error('server-error'),
}
