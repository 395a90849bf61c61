import type { Fault } from './fault.ts'

/** The next request on the same connection meets a closed one: the keep-alive race. */
export const hangUp: Fault = {
  name: 'hang-up',
  number: 25,
  summary: 'The connection is closed right after an answer that promised to keep it open.',
  stages: ['loopback'],
  apply: (healthy) => ({ ...healthy(), ending: 'hang-up' }),
}
