import type { Fault } from './fault.ts'

export const substituted: Fault = {
  name: 'substituted',
  number: 42,
  summary: 'Another model answers, and only the served id says so.',
  apply: (_healthy, { answerWith, operation, settings }) =>
    answerWith({ servedModel: settings.servedModel ?? `${operation.model}-lite` }),
}
