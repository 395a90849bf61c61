import type { Fault } from './fault.ts'
import { editReview } from './edit-review.ts'

export const missingFiles: Fault = {
  name: 'missing-files',
  number: 37,
  summary: 'The answer does not mention the files that it was given.',
  apply: (_healthy, { answerWith }) => answerWith({ text: editReview((review) => ({ ...review, findings: [], files: [] })) }),
}
