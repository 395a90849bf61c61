import type { Fault } from './fault.ts'

export const headerFlood: Fault = {
  name: 'header-flood',
  number: 18,
  summary: 'More headers than any client reads.',
  stages: ['loopback'],
  apply: (healthy, { settings }) => {
    const answer = healthy()
    const lines = Math.ceil((settings.bytes ?? 256 * 1024) / 1_000)
    const flood = Object.fromEntries(Array.from({ length: lines }, (_, index) => [`x-flood-${index}`, 'x'.repeat(1_000)]))
    return { ...answer, headers: { ...answer.headers, ...flood } }
  },
}
