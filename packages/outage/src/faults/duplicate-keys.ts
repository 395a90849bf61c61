import type { Fault } from './fault.ts'

export const duplicateKeys: Fault = {
  name: 'duplicate-keys',
  number: 39,
  summary: 'The same key twice; the last one hides what the first one said.',
  apply: (_healthy, { answerWith }) => answerWith({ text: (text) => text.replace(/\}\s*$/, ',"findings":[]}') }),
}
