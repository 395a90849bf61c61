import { isoTime, type ModelNotice, type RateLimitState } from '@understudy/spec'
import { resetMs } from '../classify/index.ts'
import type { PlainHeaders } from '../transport/index.ts'

const count = (value: string | null): number | undefined =>
  value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined

interface LimitFields {
  readonly limit: string
  readonly remaining: string
  readonly reset: string
}

const fields = (name: (member: string) => string): LimitFields => ({
  limit: name('limit'),
  remaining: name('remaining'),
  reset: name('reset'),
})

const OPENAI = {
  requests: fields((member) => `x-ratelimit-${member}-requests`),
  tokens: fields((member) => `x-ratelimit-${member}-tokens`),
}
const ANTHROPIC = {
  requests: fields((member) => `anthropic-ratelimit-requests-${member}`),
  tokens: fields((member) => `anthropic-ratelimit-tokens-${member}`),
}

const share = (left: number | undefined, limit: number | undefined): number => (left === undefined || !limit ? 1 : left / limit)

/** What is left of the vendor's limits, from the header families of Anthropic and OpenAI; gateways use the latter. */
export function rateLimitOf(headers: PlainHeaders, wallTime: number): RateLimitState | undefined {
  const { requests, tokens } = headers.has(OPENAI.requests.limit) || headers.has(OPENAI.tokens.remaining) ? OPENAI : ANTHROPIC
  const [requestsLimit, requestsRemaining] = [count(headers.get(requests.limit)), count(headers.get(requests.remaining))]
  const [tokensLimit, tokensRemaining] = [count(headers.get(tokens.limit)), count(headers.get(tokens.remaining))]
  const tighter = share(tokensRemaining, tokensLimit) < share(requestsRemaining, requestsLimit) ? tokens : requests
  const reset = resetMs(headers.get(tighter.reset), wallTime)
  const state: { -readonly [Member in keyof RateLimitState]: RateLimitState[Member] } = {}
  if (requestsLimit !== undefined) state.requestsLimit = requestsLimit
  if (requestsRemaining !== undefined) state.requestsRemaining = requestsRemaining
  if (tokensLimit !== undefined) state.tokensLimit = tokensLimit
  if (tokensRemaining !== undefined) state.tokensRemaining = tokensRemaining
  if (reset !== undefined) state.resetMs = reset
  return Object.keys(state).length ? state : undefined
}

/** `Deprecation` (RFC 9745) and `Sunset` (RFC 8594): no vendor's SDK looks at them. */
export function noticeOf(headers: PlainHeaders): ModelNotice | undefined {
  const sunset = headers.get('sunset')
  if (sunset === null && !headers.has('deprecation')) return undefined
  const at = sunset === null ? Number.NaN : Date.parse(sunset)
  return { stage: 'deprecated', ...(!Number.isNaN(at) && { retiresAt: isoTime(at) }) }
}
