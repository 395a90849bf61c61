import type { Fault } from './fault.ts'

const HOUR_MS = 3_600_000

export const skewedClock: Fault = {
  name: 'skewed-clock',
  number: 48,
  summary: "The vendor's clock is an hour off, and it says when to come back by it.",
  apply: (_healthy, { error, settings, wireContext }) => {
    const clock = wireContext.wallTime() + HOUR_MS
    const back = clock + (settings.retryAfterMs ?? 30_000)
    const answer = error('rate-limited', { retryAfterForm: 'none' })
    return {
      ...answer,
      headers: { ...answer.headers, date: new Date(clock).toUTCString(), 'retry-after': new Date(back).toUTCString() },
    }
  },
}
