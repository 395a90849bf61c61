import type { Fault } from './fault.ts'

export const refusalInAnswer: Fault = {
  name: 'refusal-in-answer',
  number: 36,
  summary: 'The model declines inside a 200, in its own words.',
  apply: (_healthy, { answerWith }) => answerWith({ stop: 'refused', text: () => "I'm sorry, but I can't help with that." }),
}
