import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

/** On sockets, give the client `stage.baseURL(vendor, 'dns-failure')` instead: names resolve before a request exists. */
export const dnsFailure: Fault = {
  name: 'dns-failure',
  number: 1,
  summary: "The vendor's name does not resolve.",
  stages: ['memory'],
  apply: (healthy) => headless(healthy(), 'reset', 'ENOTFOUND'),
}
