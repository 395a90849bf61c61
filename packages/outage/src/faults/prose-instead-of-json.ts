import type { Fault } from './fault.ts'

export const proseInsteadOfJson: Fault = {
  name: 'prose-instead-of-json',
  number: 38,
  summary: 'The model writes sentences where JSON was asked for.',
  apply: (_healthy, { answerWith }) =>
    answerWith({ text: () => 'Here is my review:\n\n```json\n{"findings": []}\n```\nLet me know if you need more.' }),
}
