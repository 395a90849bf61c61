import type { Fault } from './fault.ts'

export const slowLeak: Fault = {
  name: 'slow-leak',
  number: 53,
  summary: 'Every minute the answers take 5 % of a second longer.',
  apply: (healthy, { sinceMs, settings }) => {
    const answer = healthy()
    return { ...answer, waitMs: (answer.waitMs ?? 0) + (settings.delayMs ?? 50) * (sinceMs / 60_000) }
  },
}
