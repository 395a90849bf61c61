import type { Fault } from './fault.ts'

export const gatewayTimeout: Fault = {
  name: 'gateway-timeout',
  number: 31,
  summary: "The vendor's gateway gives up waiting (504).",
  apply: (_healthy, { error }) => error('gateway-timeout'),
}
