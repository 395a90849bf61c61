/** The last moment that a date can tell, in epoch milliseconds (ECMA-262, time values). */
const LAST_MS = 8.64e15

/** Epoch milliseconds as ISO 8601. Times from outside may be anything: what is no time is the first that there is. Never throws. */
export function isoTime(epochMs: number): string {
  const known = Number.isFinite(epochMs) && Math.abs(epochMs) <= LAST_MS
  return new Date(known ? epochMs : 0).toISOString()
}
