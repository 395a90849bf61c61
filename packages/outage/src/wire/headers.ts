import type { SituationDetails } from './wire.ts'

/** The header that tells a caller when to come back, in the form that the details ask for. */
export function retryAfterHeader(details: SituationDetails, wallTime: number): Readonly<Record<string, string>> {
  const { retryAfterMs = 0, retryAfterForm = 'seconds' } = details
  if (retryAfterForm === 'none') return {}
  if (retryAfterForm === 'milliseconds') return { 'retry-after-ms': String(retryAfterMs) }
  if (retryAfterForm === 'date') return { 'retry-after': new Date(wallTime + retryAfterMs).toUTCString() }
  return { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
}
