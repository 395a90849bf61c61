import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const edge403: Fault = {
  name: 'edge-403',
  number: 20,
  summary: 'A firewall in front of the vendor turns the caller away in HTML.',
  apply: () => replaced(403, 'text/html', '<html><head><title>403 Forbidden</title></head><body>Request blocked.</body></html>'),
}
