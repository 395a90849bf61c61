/** The fields of an answer that state a waiting time. */
export interface RetryAfterSigns {
  readonly get: (name: string) => string | null
  readonly retryDelay?: string | undefined
  /** Epoch milliseconds, used when the answer has no Date. */
  readonly wallTime: number
}

const DECIMAL = /^\d{1,12}(?:\.\d{1,9})?$/
/** RFC 9110's one form that senders may still produce. */
const IMF_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Milliseconds until the vendor wants to be asked again, or undefined. Read strictly: the vendors' SDKs take `12abc`
 * for 12 s and an ISO date for 2,026 s. A date counts from the answer's own Date, so a wrong local clock does no harm.
 */
export function retryAfterMs({ get, retryDelay, wallTime }: RetryAfterSigns): number | undefined {
  const milliseconds = get('retry-after-ms')?.trim()
  if (milliseconds !== undefined && DECIMAL.test(milliseconds)) return Math.ceil(Number(milliseconds))
  const after = get('retry-after')?.trim()
  if (after !== undefined && DECIMAL.test(after)) return Math.ceil(Number(after) * 1000)
  const at = httpDate(after)
  if (at !== undefined) return Math.max(0, at - (httpDate(get('date')?.trim()) ?? wallTime))
  const delay = retryDelay?.trim().replace(/s$/, '')
  if (retryDelay?.trim().endsWith('s') && delay !== undefined && DECIMAL.test(delay)) return Math.ceil(Number(delay) * 1000)
  return undefined
}

function httpDate(value: string | undefined): number | undefined {
  if (value === undefined || !IMF_DATE.test(value)) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}
