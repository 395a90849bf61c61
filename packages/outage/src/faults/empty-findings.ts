import type { Fault } from './fault.ts'
import { isObject } from '../wire/request.ts'
import { editReview } from './edit-review.ts'

const clean = editReview((review) => {
  const files = Array.isArray(review['files']) ? (review['files'] as readonly unknown[]) : []
  return { ...review, findings: [], files: files.map((file) => (isObject(file) ? { ...file, verdict: 'clean' } : file)) }
})

export const emptyFindings: Fault = {
  name: 'empty-findings',
  number: 37,
  summary: 'The model says that everything is clean, whatever it was given.',
  apply: (_healthy, { answerWith }) => answerWith({ text: clean }),
}
