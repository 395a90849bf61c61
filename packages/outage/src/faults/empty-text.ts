import type { Fault } from './fault.ts'

export const emptyText: Fault = {
  name: 'empty-text',
  number: 46,
  summary: 'A finished answer without any text in it.',
  apply: (_healthy, { answerWith }) => answerWith({ text: () => '' }),
}
