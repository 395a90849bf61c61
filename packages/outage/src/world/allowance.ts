const WINDOW_MS = 60_000

/** Request and token limits of one account: a window of the last 60 s. */
export interface Allowance {
  /** Takes one request's worth. Gives null, or the time until it would fit. */
  take(tokens: number, now: number): number | null
}

/** Limits that are not given never bind. */
export function createAllowance(limits: { readonly requestsPerMinute?: number; readonly tokensPerMinute?: number }): Allowance {
  const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } = limits
  if (requestsPerMinute === Number.POSITIVE_INFINITY && tokensPerMinute === Number.POSITIVE_INFINITY) return { take: () => null }
  let taken: { readonly at: number; readonly tokens: number }[] = []
  return {
    take(tokens, now) {
      taken = taken.filter(({ at }) => at > now - WINDOW_MS)
      const spent = taken.reduce((sum, one) => sum + one.tokens, 0)
      if (taken.length < requestsPerMinute && spent + tokens <= tokensPerMinute) {
        taken.push({ at: now, tokens })
        return null
      }
      const oldest = taken[0]
      return oldest ? oldest.at + WINDOW_MS - now : WINDOW_MS
    },
  }
}
