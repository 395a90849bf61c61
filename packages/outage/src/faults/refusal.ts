import type { Fault } from './fault.ts'

export const refusal: Fault = {
  name: 'refusal',
  number: 36,
  summary: 'The model declines: an error on OpenAI, a 200 on the others.',
  apply: (_healthy, { error, answerWith, operation }) =>
    operation.vendor === 'openai' ? error('refused') : answerWith({ stop: 'refused', text: () => '' }),
}
