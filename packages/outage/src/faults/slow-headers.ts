import type { Fault } from './fault.ts'

export const slowHeaders: Fault = {
  name: 'slow-headers',
  number: 4,
  summary: 'The first header comes late.',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return { ...answer, waitMs: (answer.waitMs ?? 0) + (settings.delayMs ?? 60_000) }
  },
}
