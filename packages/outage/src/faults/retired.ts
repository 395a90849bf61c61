import type { Fault } from './fault.ts'

export const retired: Fault = {
  name: 'retired',
  number: 32,
  summary: 'The model reached its announced end.',
  apply: (_healthy, { error }) => error('retired'),
}
