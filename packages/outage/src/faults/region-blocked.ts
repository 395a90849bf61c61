import type { Fault } from './fault.ts'

export const regionBlocked: Fault = {
  name: 'region-blocked',
  number: 34,
  summary: "The vendor does not serve the caller's country.",
  apply: (_healthy, { error }) => error('region-blocked'),
}
