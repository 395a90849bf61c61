const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const DECIMAL = /^\d{1,13}(?:\.\d{1,9})?$/

/** Whether a text is one plain decimal number. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text)

/** Longer than this nobody means as a wait; a number this large is a time. */
const EPOCH_SECONDS = 1_000_000_000
const EPOCH_MILLISECONDS = 1_000_000_000_000

/** Go's durations, as OpenAI and Google write them: `6m0s`, `20ms`, `45.57s`, `1h2m3.5s`. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[dhms])){1,6}$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g))
    total += Number(amount) * (UNITS_MS[unit as string] ?? 0)
  return Math.ceil(total)
}

/** RFC 9110's one form that senders may still produce. */
const IMF_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/

/** The time that an HTTP date names. */
export const httpDate = (text: string | undefined): number | undefined =>
  text === undefined || !IMF_DATE.test(text) ? undefined : valid(Date.parse(text))

/** The time that an RFC 3339 text names; without a zone it is UTC. */
export const isoTime = (text: string): number | undefined =>
  ISO_TIME.test(text) ? valid(Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)) : undefined

/** A number that may be seconds from now, or a time in seconds or milliseconds since 1970. */
export function secondsOrTime(value: number, wallTime: number): number {
  if (value >= EPOCH_MILLISECONDS) return Math.max(0, Math.ceil(value - wallTime))
  if (value >= EPOCH_SECONDS) return Math.max(0, Math.ceil(value * 1_000 - wallTime))
  return Math.ceil(value * 1_000)
}

const valid = (at: number): number | undefined => (Number.isNaN(at) ? undefined : at)
