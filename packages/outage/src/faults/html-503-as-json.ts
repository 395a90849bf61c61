import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const html503AsJson: Fault = {
  name: 'html-503-as-json',
  number: 20,
  summary: 'An HTML page under the name of JSON, with status 503.',
  apply: () => replaced(503, 'application/json', '<html><body>Service Unavailable</body></html>'),
}
