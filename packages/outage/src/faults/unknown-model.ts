import type { Fault } from './fault.ts'

export const unknownModel: Fault = {
  name: 'unknown-model',
  number: 32,
  summary: 'The bare 404 of an id that the vendor does not know.',
  apply: (_healthy, { error }) => error('unknown-model'),
}
