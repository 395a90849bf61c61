import type { Fault } from './fault.ts'

export const deepJson: Fault = {
  name: 'deep-json',
  number: 62,
  summary: 'JSON so deep that a recursive reader falls over.',
  apply: (_healthy, { answerWith, settings }) => {
    const depth = settings.bytes ?? 20_000
    return answerWith({ text: () => `{"findings":${'['.repeat(depth)}${']'.repeat(depth)},"files":[],"end":"end-of-review"}` })
  },
}
