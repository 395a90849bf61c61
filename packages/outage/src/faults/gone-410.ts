import type { Fault } from './fault.ts'

export const gone410: Fault = {
  name: 'gone-410',
  number: 32,
  summary: 'A reseller says 410 for a withdrawn model.',
  apply: (_healthy, { error }) => ({ ...error('unavailable'), status: 410 }),
}
