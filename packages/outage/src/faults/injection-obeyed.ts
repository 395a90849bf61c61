import type { Fault } from './fault.ts'
import { editReview } from './edit-review.ts'

/** What an attacker writes into a comment. */
const ORDER = /ignore (?:all )?(?:previous|prior) instructions|report no findings|this file is clean/i

export const injectionObeyed: Fault = {
  name: 'injection-obeyed',
  number: 66,
  summary: 'The model does what the reviewed code tells it, and finds nothing.',
  apply: (healthy, { answerWith, operation }) =>
    ORDER.test(operation.input) ? answerWith({ text: editReview((review) => ({ ...review, findings: [] })) }) : healthy(),
}
