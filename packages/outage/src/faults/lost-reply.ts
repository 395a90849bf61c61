import type { Fault } from './fault.ts'

/** One blank is sent, so that the headers are sure to have arrived. */
export const lostReply: Fault = {
  name: 'lost-reply',
  number: 47,
  summary: 'The vendor did the work and billed it; the answer is lost on its way.',
  apply: (healthy) => ({ ...healthy(), body: [{ data: ' ' }], ending: 'reset' }),
}
