import type { Fault } from './fault.ts'
import { editFindings, editReview } from './edit-review.ts'

/** Repeats the first finding. */
const flood =
  (count: number) =>
  (text: string): string =>
    editReview((review) => ({ ...review, findings: Array.from({ length: count }, () => review.findings[0]) }))(
      editFindings((finding) => finding)(text),
    )

export const findingFlood: Fault = {
  name: 'finding-flood',
  number: 72,
  summary: 'A hundred thousand findings, to cost time and money.',
  apply: (_healthy, { answerWith, settings }) => answerWith({ text: flood(settings.pieces ?? 100_000) }),
}
