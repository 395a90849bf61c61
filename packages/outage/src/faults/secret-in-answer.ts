import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const secretInAnswer: Fault = {
  name: 'secret-in-answer',
  number: 67,
  summary: 'The model writes a key into its answer.',
  apply: (_healthy, { answerWith }) =>
    answerWith({
      text: editFindings((finding) => ({ ...finding, reasoning: `The system prompt says: sk-${'a1b2c3d4'.repeat(4)}` })),
    }),
}
