import type { ModelNotice, RateLimitState } from '@understudy/spec'
import type { PlainHeaders } from '../transport/index.ts'

const count = (value: string | null): number | undefined =>
  value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined

/** Go durations as OpenAI writes them (`6m0s`, `20ms`), and RFC 3339 times as Anthropic does. */
export function resetMs(value: string | null, wallTime: number): number | undefined {
  if (value === null) return undefined
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) {
    const at = Date.parse(value)
    return Number.isNaN(at) ? undefined : Math.max(0, at - wallTime)
  }
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(value)) return undefined
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
  let total = 0
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) total += Number(amount) * (units[unit ?? ''] ?? 0)
  return Math.ceil(total)
}

/** What is left of the vendor's limits, from the header families of Anthropic and OpenAI; gateways use the latter. */
export function rateLimitOf(headers: PlainHeaders, wallTime: number): RateLimitState | undefined {
  const family =
    headers.has('x-ratelimit-limit-requests') || headers.has('x-ratelimit-remaining-tokens') ? openaiField : anthropicField
  const read = (what: 'requests' | 'tokens', member: 'limit' | 'remaining' | 'reset'): string | null =>
    headers.get(family(what, member))
  const [requestsLimit, requestsRemaining] = [count(read('requests', 'limit')), count(read('requests', 'remaining'))]
  const [tokensLimit, tokensRemaining] = [count(read('tokens', 'limit')), count(read('tokens', 'remaining'))]
  const share = (left: number | undefined, limit: number | undefined): number => (left === undefined || !limit ? 1 : left / limit)
  const tighter = share(tokensRemaining, tokensLimit) < share(requestsRemaining, requestsLimit) ? 'tokens' : 'requests'
  const reset = resetMs(read(tighter, 'reset'), wallTime)
  const state: RateLimitState = {
    ...(requestsLimit !== undefined && { requestsLimit }),
    ...(requestsRemaining !== undefined && { requestsRemaining }),
    ...(tokensLimit !== undefined && { tokensLimit }),
    ...(tokensRemaining !== undefined && { tokensRemaining }),
    ...(reset !== undefined && { resetMs: reset }),
  }
  return Object.keys(state).length ? state : undefined
}

const anthropicField = (what: string, member: string): string => `anthropic-ratelimit-${what}-${member}`
const openaiField = (what: string, member: string): string => `x-ratelimit-${member}-${what}`

/** `Deprecation` (RFC 9745) and `Sunset` (RFC 8594): no vendor's SDK looks at them. */
export function noticeOf(headers: PlainHeaders): ModelNotice | undefined {
  const sunset = headers.get('sunset')
  if (sunset === null && !headers.has('deprecation')) return undefined
  const at = sunset === null ? Number.NaN : Date.parse(sunset)
  return { stage: 'deprecated', ...(!Number.isNaN(at) && { retiresAt: new Date(at).toISOString() }) }
}
