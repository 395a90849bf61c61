import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

/** On sockets, give the client `stage.baseURL(vendor, 'connection-refused')` instead. */
export const connectionRefused: Fault = {
  name: 'connection-refused',
  number: 2,
  summary: "Nothing listens at the vendor's address.",
  stages: ['memory'],
  apply: (healthy) => headless(healthy(), 'reset', 'ECONNREFUSED'),
}
