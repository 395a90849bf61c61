import type { Fault } from './fault.ts'
import { tokensIn } from '../wire/usage.ts'

export const contextTooLong: Fault = {
  name: 'context-too-long',
  number: 45,
  summary: 'The input is larger than this model takes.',
  apply: (_healthy, { error, operation }) => {
    const tokens = tokensIn(operation.input)
    return error('context-too-long', { tokens, limit: tokens >> 1 })
  },
}
