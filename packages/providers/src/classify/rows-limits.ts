import type { ErrorRow } from './row.ts'

const TOO_LONG_CODES = [
  'context_length_exceeded',
  'string_above_max_length',
  'exceed_context_size_error',
  'context_window_exceeded',
  'ContextWindowExceededError',
  'model_max_prompt_tokens_exceeded',
  'tokens_limit_reached',
  'input_too_long',
  'prompt_too_long',
]

const TOO_LONG_WORDS = new RegExp(
  [
    String.raw`\b(?:prompt|input|request|message|messages|conversation|context)s?(?: \w{1,12}){0,2} (?:is |are |was |were )?too (?:long|large|big)\b[^\n]{0,80}\b(?:tokens?|context|model|maximum)|\b(?:prompt|input|conversation|context) (?:is |are )?too long\b`,
    String.raw`\binput length and .?max[ _]tokens.? exceed\b|\bmaximum (?:context|prompt|input)\b|\bcontext[ _](?:window|length|size|limit)[^\n]{0,40}\b(?:exceed|overflow|too)|\bexceed\w{0,3}\b[^\n]{0,60}\b(?:context|token (?:limit|count)|(?:maximum|max|allowed|limit)[^\n]{0,20} tokens|tokens allowed|input limit)\b`,
    String.raw`\b(?:input token count|prompt tokens?|input tokens?|number of tokens)\b[^\n]{0,40}\bexceed|\btoo many (?:input |prompt )?tokens (?:in|for)\b|\bmax[_ ]tokens must be at least 1, got -|\breduce the length of\b|\brequest (?:body )?too large for\b`,
    String.raw`\brange of input length should be\b|\blonger than the (?:model'?s? )?(?:maximum )?context|\bloaded with context length\b|\btokens\b[^\n]{0,60}\bmust be <= \d|(?:超长|过长|超出.{0,10}(?:长度|上下文))|\btokens? (?:in|of) (?:the |your )?(?:prompt|input|messages)[^\n]{0,60}(?:exceed|larger|greater|more than)`,
  ].join('|'),
  'i',
)

/** The vendor's own constraint on its output broke, not the caller's request. */
const JSON_CODES = [
  'json_validate_failed',
  'output_parse_failed',
  'invalid_json_output',
  'json_generation_failed',
  'tool_use_failed',
]
const JSON_WORDS =
  /\bfailed to (?:generate|validate|produce|parse)(?: the)?(?: model'?s?)?(?: a)?(?: valid)? (?:json|output|response)\b|\bmodel (?:did not|failed to) (?:return|output|generate|produce) (?:a )?valid json\b/i

const REGION_CODES = [
  'unsupported_country_region_territory',
  'data_residency_mismatch',
  'UNSUPPORTED_USER_LOCATION',
  'region_not_supported',
]
const REGION_WORDS =
  /\b(?:country|region|territory|location)[^\n]{0,40}\b(?:not|isn't|un)[ -]?(?:supported|allowed|available|permitted)\b|\bunsupported (?:countries|country|regions?|territor|locations?)\b|\bgeographic(?:al)? (?:scope|restriction|location)|\bexport (?:control|restriction)/i
/** The model, in this place. */
const MODEL_IN_REGION =
  /\b(?:available|supported|allowed|offered|served|servable|hosted|deployed|accessible|permitted|enabled) (?:in|from|for|within) (?:your |this |the (?:current |requested |selected |specified )?)?(?:\w{1,12} )?(?:country|region|location|territory)\b/i

export const LIMIT_CODE_ROWS: readonly ErrorRow[] = [
  { word: REGION_CODES, kind: 'region-blocked' },
  { word: TOO_LONG_CODES, always: true, kind: 'context-too-long' },
  { word: JSON_CODES, kind: 'malformed' },
]

export const REGION_ROWS: readonly ErrorRow[] = [
  { vendors: ['anthropic'], status: 403, word: 'forbidden', says: /request not allowed/i, kind: 'region-blocked' },
  {
    status: [400, 403, 404, 422],
    says: MODEL_IN_REGION,
    unless: /\bcountry, region, or territory not supported\b|\buser location\b/i,
    kind: 'region-blocked',
    scope: 'model',
    reason: 'withdrawn-in-region',
    explicit: true,
  },
  { status: [400, 401, 403, 404, 422], says: REGION_WORDS, kind: 'region-blocked' },
]

export const TOO_LONG_ROWS: readonly ErrorRow[] = [
  // A request that is larger than a minute's whole allowance never fits, however long one waits.
  { status: [413, 429], says: /\brequest too large for\b|\btokens must be reduced\b/i, kind: 'context-too-long' },
  { status: [400, 413, 422, 500], says: TOO_LONG_WORDS, kind: 'context-too-long' },
  { word: 'invalid_request_error', says: TOO_LONG_WORDS, kind: 'context-too-long' },
  {
    status: 413,
    says: /\b(?:tokens?|context|prompts?|inputs?|messages?|model)\b|\brequest too large$/im,
    kind: 'context-too-long',
  },
  { says: JSON_WORDS, kind: 'malformed' },
]

const RATE_CODES = [
  'rate_limit_error',
  'rate_limit_exceeded',
  'rate_limited',
  'rate_limit_reached_error',
  'RESOURCE_EXHAUSTED',
  'ThrottlingException',
  'TooManyRequestsException',
  'too_many_requests',
  'too_many_requests_error',
  'throttling_error',
  'RateLimitReached',
  'RATE_LIMIT_EXCEEDED',
  'REQUEST_LIMIT_EXCEEDED',
  'rateLimitExceeded',
  'userRateLimitExceeded',
]
const OVERLOADED_CODES = [
  'overloaded_error',
  'UNAVAILABLE',
  'server_overloaded',
  'server_is_overloaded',
  'flex_unavailable',
  'slow_down',
  'engine_overloaded_error',
  'queue_exceeded',
  'model_overloaded',
  'ModelNotReadyException',
  'ServiceUnavailableException',
  'service_unavailable_error',
]
const OVERLOADED_WORDS =
  /\boverloaded\b|\bhigh (?:demand|load|traffic)\b|\bcapacity (?:exceeded|limits?)\b|\bat capacity\b|\btoo busy\b|\bserver busy\b|\bis busy\b/i

export const RATE_ROWS: readonly ErrorRow[] = [
  { word: OVERLOADED_CODES, kind: 'overloaded' },
  { status: [400, 403, 409, 424, 429], says: OVERLOADED_WORDS, unless: /\brate limit/i, kind: 'overloaded' },
  { word: RATE_CODES, kind: 'rate-limited' },
  {
    status: [400, 401, 403, 409],
    says: /\b(?:rate|request|secondary rate) limit\b|\btoo many requests\b|\bthrottl/i,
    kind: 'rate-limited',
  },
]
