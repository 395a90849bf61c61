import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

export const hang: Fault = {
  name: 'hang',
  number: 4,
  summary: 'The request is taken, and no header ever comes.',
  apply: (healthy) => headless(healthy(), 'stall'),
}
