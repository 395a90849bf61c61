/** What is known after one try. */
export interface Tried {
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly header: (name: string) => string | null
  /** The body mentions a rate limit, as GitHub's 403 for its secondary limits does. */
  readonly speaksOfRateLimit: boolean
  /** 1 after the first try. */
  readonly tries: number
  /** Asking twice does no harm. Otherwise only what was surely not carried out is asked again. */
  readonly repeatable: boolean
  /** Epoch milliseconds. */
  readonly wallTime: number
}

const MOST_TRIES = 4
const FIRST_WAIT_MS = 1000
/** GitHub asks for at least a minute when a secondary limit names no time. */
const UNNAMED_LIMIT_MS = 60_000

function limitWait({ status, header, speaksOfRateLimit, wallTime }: Tried): number | null {
  if (status !== 403 && status !== 429) return null
  const retryAfter = header('retry-after')
  if (retryAfter !== null && /^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000
  const reset = Number(header('x-ratelimit-reset'))
  if (header('x-ratelimit-remaining') === '0' && reset > 0) return Math.max(0, reset * 1000 - wallTime)
  return status === 429 || speaksOfRateLimit ? UNNAMED_LIMIT_MS : null
}

/** Milliseconds to wait before the next try, or null when there is none. The caller holds it against its budget. */
export function nextTry(tried: Tried): number | null {
  if (tried.tries >= MOST_TRIES) return null
  const limit = limitWait(tried)
  if (limit !== null) return limit
  const { status, repeatable, tries } = tried
  const broken = status === null || status >= 500
  return broken && repeatable ? FIRST_WAIT_MS * 2 ** (tries - 1) : null
}
