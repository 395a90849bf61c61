import type { Fault } from './fault.ts'
import { replaced } from './shape.ts'

export const empty200: Fault = {
  name: 'empty-200',
  number: 21,
  summary: 'Status 200 and no body at all.',
  apply: (_healthy, { operation }) => replaced(200, operation.stream ? 'text/event-stream' : 'application/json', ''),
}
