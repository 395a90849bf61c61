import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

export const reset: Fault = {
  name: 'reset',
  number: 5,
  summary: 'The connection is reset before any header.',
  apply: (healthy) => headless(healthy(), 'reset', 'ECONNRESET'),
}
