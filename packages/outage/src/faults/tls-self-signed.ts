import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

/** On sockets, `stage.baseURL(vendor, 'tls-wrong-version')` is an address where TLS fails. */
export const tlsSelfSigned: Fault = {
  name: 'tls-self-signed',
  number: 3,
  summary: "The certificate is nobody's: somebody may be in between.",
  stages: ['memory'],
  apply: (healthy) => headless(healthy(), 'reset', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
}
