import type { Fault } from './fault.ts'

export const reset: Fault = {
  name: 'reset',
  number: 5,
  summary: 'The connection is reset before any header.',
  apply: (healthy) => ({ ...healthy(), body: [], head: false, ending: 'reset' }),
}
