import type { Fault } from './fault.ts'

export const maxTokensCut: Fault = {
  name: 'max-tokens-cut',
  number: 44,
  summary: 'The answer is cut at the output limit, and says so.',
  apply: (_healthy, { answerWith }) => answerWith({ stop: 'length', text: (text) => text.slice(0, text.length >> 1) }),
}
