import type { Fault } from './fault.ts'

export const withdrawn: Fault = {
  name: 'withdrawn',
  number: 32,
  summary: 'The model is gone for everybody, in the words of the day it happened.',
  apply: (_healthy, { error }) => error('withdrawn'),
}
