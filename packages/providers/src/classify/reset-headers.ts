import { durationMs, httpDate, isDecimal, isoTime, secondsOrTime } from './durations.ts'

/** Header fields by lower-case name. */
export type ResetHeaders = Iterable<readonly [string, string]>

const MOST_FIELDS = 120
const LONGEST_VALUE = 60

/** When a limit is fresh again: a duration, seconds, an RFC 3339 time, or seconds or milliseconds since 1970. */
export function resetMs(value: string | null, wallTime: number): number | undefined {
  const text = value?.trim()
  if (!text || text.length > LONGEST_VALUE) return undefined
  if (isDecimal(text)) return secondsOrTime(Number(text), wallTime)
  const at = isoTime(text) ?? httpDate(text)
  return at === undefined ? durationMs(text) : Math.max(0, at - wallTime)
}

/**
 * The longest time until one of the limits that are used up is fresh again. Every vendor has its own names:
 * `x-ratelimit-reset-tokens`, `anthropic-ratelimit-input-tokens-reset`, `x-ratelimit-reset-requests-day`, `ratelimit-reset`,
 * `x-codex-primary-reset-after-seconds`. Where nothing is told to be used up, the shortest holds.
 */
export function resetOfHeaders(headers: ResetHeaders, wallTime: number): number | undefined {
  const fields = new Map<string, string>()
  for (const [name, value] of headers) {
    if (fields.size >= MOST_FIELDS) break
    fields.set(name.toLowerCase(), value)
  }
  const used: number[] = []
  const others: number[] = []
  for (const [name, value] of fields) {
    if (name.length > LONGEST_VALUE || !/rate-?limit|reset-a(?:fter|t)/.test(name) || !name.includes('reset')) continue
    const reset = resetMs(value, wallTime)
    if (reset === undefined) continue
    const remaining = fields.get(name.replace('reset', 'remaining'))
    const percent = fields.get(name.replace(/reset-a(?:fter-seconds|t|fter)$/, 'used-percent'))
    const usedUp = remaining?.trim() === '0' || (percent !== undefined && Number(percent) >= 100)
    ;(usedUp ? used : others).push(reset)
  }
  if (used.length) return Math.max(...used)
  return others.length ? Math.min(...others) : ofStructuredField(fields.get('ratelimit'))
}

/** IETF's draft field: `limit=10, remaining=0, reset=30` or `"default";r=0;t=30`. */
function ofStructuredField(value: string | undefined): number | undefined {
  const seconds = value === undefined ? undefined : /(?:^|[;,\s])(?:reset|t)=(\d{1,9})\b/.exec(value.slice(0, 200))?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1_000
}
