import type { Fault } from './fault.ts'
import { editFindings } from './edit-review.ts'

export const schemaViolation: Fault = {
  name: 'schema-violation',
  number: 38,
  summary: 'The JSON is well formed and has another shape.',
  apply: (_healthy, { answerWith }) =>
    answerWith({ text: editFindings(({ severity, family, ...finding }) => ({ ...finding, level: severity, kind: family })) }),
}
